import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../../../test/worker.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

async function sink(label: string, options: SinkOptions) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return { ...started, url: `${started.url}&label=${label}` };
}

/** Sends a mailing to an address beyond ASCII and to a plain one; returns the deliveries. */
async function sendOver(urls: string) {
  const app = await testApp();
  const owner = await build.user();
  const recipients = [
    await build.recipient({ owner, email: 'иван@пример.рф', fullName: 'Иван' }),
    await build.recipient({ owner, email: `plain-${owner.id}@example.org` }),
  ];
  const mailing = await build.mailing({ owner, recipients: recipients as never });
  const runId = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  await startWorker(app, urls);
  await untilFinished(app, runId, 30);
  const rows = await app.orm.em.fork().execute<{ state: string; reply: string; code: number | null }[]>(
    `select state, server_response as reply, smtp_code as code from delivery
       join attempt on attempt.delivery_id = delivery.id where delivery.run_id = ? order by delivery.id`,
    [runId],
  );
  return rows;
}

test('an address beyond ASCII is sent to where SMTPUTF8 is offered', async () => {
  const senders: string[] = [];
  const onSender = (line: string) => void senders.push(line);
  const server = await sink('utf8-one', { offersUtf8: true, onSender });
  const rows = await sendOver(server.url);
  expect(rows.map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  expect(server.caught.map(({ to }) => to)).toContain('иван@xn--e1afmkfd.xn--p1ai');
  expect(senders.filter((line) => line.includes(' SMTPUTF8'))).toHaveLength(1);
});

test('where it is not offered, that delivery alone fails, in words', async () => {
  const server = await sink('utf8-none', {});
  const [international, plain] = await sendOver(server.url);
  expect(international).toMatchObject({
    state: 'FAILED',
    code: null,
    reply: 'The mail server does not offer SMTPUTF8',
  });
  expect(plain!.state).toBe('SENT');
});

test('of several servers, one that offers it carries the mail', async () => {
  const without = await sink('utf8-without', {});
  const having = await sink('utf8-having', { offersUtf8: true });
  const rows = await sendOver(`${without.url}&weight=9 ${having.url}`);
  expect(rows.map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  expect(having.caught.map(({ to }) => to)).toContain('иван@xn--e1afmkfd.xn--p1ai');
});

test.each(['555 5.5.4 unsupported parameter', '550 5.6.7 non-ASCII address not permitted'])(
  'a refusal of it at MAIL (%s) is the address’s fault and stops nobody else',
  async (reply) => {
    const onSender = (line: string) => (line.includes('SMTPUTF8') ? reply : undefined);
    const server = await sink(`utf8-${reply.slice(0, 3)}`, { offersUtf8: true, onSender });
    const [international, plain] = await sendOver(server.url);
    expect(international).toMatchObject({ state: 'FAILED', reply });
    expect(plain!.state).toBe('SENT');
  },
);
