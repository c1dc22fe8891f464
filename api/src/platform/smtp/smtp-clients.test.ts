import { expect, onTestFinished, test } from 'vitest';
import { type Answer, DROP, FIN } from '../../../test/scripted-smtp.ts';
import { at, mail, sent, serverWith, untouched } from '../../../test/smtp-client.ts';
import { SmtpClients } from './smtp-clients.ts';
import { parseSmtpUrls } from './smtp-url.ts';

/** Clients for servers, by the ports and options of their URLs; closed when the test ends. */
function clientsFor(...servers: [{ port: number }, string?][]): SmtpClients {
  const urls = servers.map(
    ([{ port }, options = ''], at) => `smtp://127.0.0.1:${port}?tls=never&label=s${at}${options}`,
  );
  const clients = new SmtpClients(parseSmtpUrls(urls.join(' ')), { greetingTimeout: 600, sendTimeout: 1600 });
  onTestFinished(() => clients.close());
  return clients;
}

const greetings = (server: { commands: string[] }) =>
  server.commands.filter((command) => command === 'CONNECT').length;

test('the server of the greatest weight has all mails while it can be used', async () => {
  const [light, heavy] = [await serverWith(), await serverWith()];
  const clients = clientsFor([light], [heavy, '&weight=2']);
  for (let n = 0; n < 3; n++) expect(await clients.send(mail)).toEqual(sent);
  expect([light.bodies.length, heavy.bodies.length]).toEqual([0, 3]);
});

test.each([
  ['that drops', at('CONNECT', DROP)],
  ['that is shutting down', at('CONNECT', ['421 4.3.2 shutting down', FIN])],
  ['that refuses the sender', at('MAIL', '550 5.7.1 sender not allowed')],
])('a server %s is passed over, and then tried last', async (_, script) => {
  const [bad, good] = [await serverWith(script), await serverWith()];
  const clients = clientsFor([bad, '&weight=2'], [good]);
  for (let n = 0; n < 3; n++) expect(await clients.send(mail)).toEqual(sent);
  // A lone dot, where a mail was refused that its content had been announced for, is no mail.
  const mails = [bad, good].map(({ bodies }) => bodies.filter(({ length }) => length > 0).length);
  expect(mails).toEqual([0, 3]);
  expect(greetings(bad)).toBeLessThanOrEqual(2);
});

test('one that was passed over is still used if the others cannot be either', async () => {
  let isAway = true;
  const returning = await serverWith(({ command }) => (command === 'CONNECT' && isAway ? DROP : undefined));
  const leaving = await serverWith(({ command }) => (command === 'CONNECT' && !isAway ? DROP : undefined));
  const clients = clientsFor([returning, '&weight=2'], [leaving, '&mails=1']);
  expect(await clients.send(mail)).toEqual(sent);
  isAway = false;
  expect(await clients.send(mail)).toEqual(sent);
  expect([returning.bodies.length, leaving.bodies.length]).toEqual([1, 1]);
});

test.each([
  ['refused for good', 'FAILED', at('RCPT', '550 5.1.1 nobody')],
  ['refused for now', 'DEFERRED', at('RCPT', '450 4.2.1 later')],
  ['taken without a reply', 'UNKNOWN', at('DOT', DROP)],
] as [string, string, ReturnType<typeof at>][])(
  'a mail that was %s does not go to another server',
  async (_, state, script) => {
    const [first, second] = [await serverWith(script), await serverWith()];
    expect(await clientsFor([first], [second]).send(mail)).toMatchObject({ state });
    expect(second.commands).toEqual([]);
  },
);

test('a mail that needs SMTPUTF8 goes to the server that offers it, and the first is not avoided for that', async () => {
  const plain = await serverWith();
  const utf8 = await serverWith(undefined, { extensions: ['PIPELINING', '8BITMIME', 'SMTPUTF8'] });
  const clients = clientsFor([plain, '&weight=2'], [utf8]);
  expect(await clients.send({ ...mail, to: 'анна@example.com' })).toEqual(sent);
  expect(await clients.send(mail)).toEqual(sent);
  expect([plain.bodies.length, utf8.bodies.length]).toEqual([1, 1]);
});

test('without a usable server the outcome is that of the last one tried', async () => {
  const answers: Answer[] = [DROP, '554 5.7.1 Your network is blocked'];
  const [first, second] = await Promise.all(answers.map((answer) => serverWith(at('CONNECT', answer))));
  const outcome = await clientsFor([first!], [second!]).send(mail);
  expect(outcome).toEqual(untouched('GREETING', { code: 554, permanent: true }));
});
