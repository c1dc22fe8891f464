import { expect, onTestFinished } from 'vitest';
import { SmtpClient } from '../src/platform/smtp/smtp-client.ts';
import { type SmtpOptions, smtpOptions } from '../src/platform/smtp/smtp-options.ts';
import { parseSmtpUrl } from '../src/platform/smtp/smtp-url.ts';
import { type Answer, type Script, scriptedSmtp, type ScriptedSmtp } from './scripted-smtp.ts';

export const mail = {
  from: 'news@example.org',
  to: 'anna@example.com',
  bytes: Buffer.from('Subject: hi\r\n\r\nText\r\n'),
};
export const eightMegabytes = {
  ...mail,
  bytes: Buffer.from(`Subject: hi\r\n\r\n${`${'x'.repeat(74)}\r\n`.repeat(110_000)}`),
};

type Given = Partial<Omit<SmtpOptions, 'server'>> & { url?: string };

/** A client with short times; closed when the test ends. */
export function clientWith(
  server: { port: number },
  { url = 'smtp://127.0.0.1:PORT?name=me.example.org', ...given }: Given = {},
) {
  const parsed = parseSmtpUrl(url.replace('PORT', String(server.port)));
  const times = {
    connectTimeout: 2000,
    greetingTimeout: 600,
    setupTimeout: 1000,
    silenceTimeout: 800,
    sendTimeout: 1600,
    farewellTimeout: 500,
  };
  const client = new SmtpClient(smtpOptions(parsed, { ...times, ...given }));
  onTestFinished(() => client.close());
  return client;
}

/** A scripted server; closed when the test ends. */
export async function serverWith(
  script?: Script,
  options?: Parameters<typeof scriptedSmtp>[1],
): Promise<ScriptedSmtp> {
  const server = await scriptedSmtp(script, options);
  onTestFinished(() => server.close());
  return server;
}

/** Replies to the commands that begin like this. */
export const at =
  (start: string, answer: Answer | Answer[]): Script =>
  ({ command }) =>
    command.startsWith(start) ? answer : undefined;

/** Outcomes, as tests expect them. */
export const sent = expect.objectContaining({ state: 'SENT' });
export const untouched = (cause: string, rest = {}) =>
  expect.objectContaining({ state: 'UNTOUCHED', cause, ...rest });
export const unknown = (reply: string) => ({ state: 'UNKNOWN', reply });
export const refused = (state: string, blame: string, reply: string) => ({
  state,
  blame,
  code: Number(reply.slice(0, 3)),
  reply,
});
