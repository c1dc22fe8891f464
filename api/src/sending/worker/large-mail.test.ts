import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const RUN = `query ($id: ID!) { mailingRun(id: $id) { status pauseReasons pauseMessage counts { sent failed pending }
  deliveries(first: 100) { nodes { email state lastResponse } } } }`;

const MOST = 100_000;

/** Launches a mailing to so many people with a short mail, and so many with one that is too large. */
async function launch(short: number, large: number) {
  const owner = await build.user();
  const recipients = [];
  for (let n = 0; n < short + large; n++) {
    // Spread over the others.
    const isLarge = large > 0 && n % Math.ceil((short + large) / large) === 0;
    const attributes = isLarge ? { text: 'word '.repeat(MOST / 4) } : {};
    recipients.push(await build.recipient({ owner, attributes }));
  }
  const message = await build.message({ owner, body: '<p>Hello {{ recipient.attributes.text }}</p>' });
  const { id } = await build.mailing({ owner, recipients, message });
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend;
  return { id: run.id as string, look: async () => (await as(owner).ask(RUN, { id: run.id })).mailingRun };
}

/** Refuses a mail by the size that MAIL announces. */
const bySize = (reply: string) => (line: string) =>
  Number(/ SIZE=(\d+)/.exec(line)?.[1] ?? 0) > MOST ? reply : undefined;

test.each<[string, SinkOptions, string]>([
  ['whose limit is announced', { extensions: [`SIZE ${MOST}`] }, 'Message size larger than allowed 100000'],
  [
    'that refuses the announced size',
    { extensions: ['SIZE'], onSender: bySize('552 5.3.4 Message too big for system') },
    '552 5.3.4 Message too big for system',
  ],
  [
    'that has no room for it now',
    { extensions: ['SIZE'], onSender: bySize('452 4.3.1 Insufficient system storage') },
    '452 4.3.1 Insufficient system storage',
  ],
])(
  'for a server %s a mail that is too large has failed alone, and the others go on',
  async (_, options, words) => {
    const app = await testApp();
    const mixed = await launch(24, 3);
    const beside = await launch(10, 0);
    const sink = await startSink(options);
    onTestFinished(() => sink.close());
    await startWorker(app, sink.url);
    for (const { id } of [mixed, beside]) await untilFinished(app, id);
    const { status, counts, deliveries } = await mixed.look();
    expect({ status, counts }).toEqual({ status: 'COMPLETED', counts: { sent: 24, failed: 3, pending: 0 } });
    const refused = deliveries.nodes.filter(({ state }: Data) => state === 'FAILED');
    expect(refused.map(({ lastResponse }: Data) => lastResponse)).toEqual([words, words, words]);
    expect((await beside.look()).counts).toMatchObject({ sent: 10 });
    const pauses = await app.orm.em
      .fork()
      .execute("select 1 from audit_entry where run_id in (?, ?) and action = 'RUN_PAUSED'", [
        mixed.id,
        beside.id,
      ]);
    expect(pauses).toEqual([]);
  },
);

test('if every mail is too large, the run pauses with that reason, and the one beside it goes on', async () => {
  const app = await testApp();
  const large = await launch(0, 30);
  const beside = await launch(10, 0);
  const sink = await startSink({ extensions: [`SIZE ${MOST}`] });
  onTestFinished(() => sink.close());
  await startWorker(app, sink.url);
  await untilFinished(app, beside.id);
  const paused = await until(async () => {
    const run = await large.look();
    return run.status === 'PAUSED' && run;
  });
  expect(paused).toMatchObject({ pauseReasons: ['SMTP_REFUSED'], counts: { failed: 0, pending: 30 } });
  expect(paused.pauseMessage).toContain('too large');
  expect((await beside.look()).counts).toMatchObject({ sent: 10 });
});
