import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { launchTo } from '../../../test/chaos.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';

const RUN = `query ($id: ID!) { mailingRun(id: $id) { status pauseReasons pauseMessage
  counts { total pending sending sent deferred failed } deliveries { nodes { tries } } mailing { attempts { totalCount } } } }`;

async function sink(options: SinkOptions) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

async function look(id: number) {
  return (await as(await build.superuser()).ask(RUN, { id })).mailingRun;
}

test('a server that refuses everybody pauses the run, costs nobody a try, and says what to do', async () => {
  const app = await testApp();
  const { url } = await sink({ onConnection: () => '554 5.7.1 Your network is blocked' });
  const run = await launchTo(app, 30);
  await startWorker(app, url);
  const paused = await until(async () => {
    const now = await look(run.id);
    // Mails that were with the server at that moment are put back first.
    return now.status === 'PAUSED' && now.counts.sending === 0 ? now : null;
  });
  expect(paused).toMatchObject({
    pauseReasons: ['SMTP_REFUSED'],
    counts: { total: 30, pending: 30 },
    mailing: { attempts: { totalCount: 0 } },
  });
  expect(paused.pauseMessage).toContain('rejected the connection');
  expect(paused.pauseMessage).toContain('554 5.7.1 Your network is blocked');
  expect(paused.deliveries.nodes.every(({ tries }: { tries: number }) => tries === 0)).toBe(true);
});

test('it goes on by itself when the server has thought better of it', async () => {
  const app = await testApp();
  let isOpen = false;
  const { url } = await sink({ onConnection: () => (isOpen ? undefined : '421 4.3.2 shutting down') });
  const run = await launchTo(app, 30);
  await startWorker(app, url);
  await until(async () => (await look(run.id)).status === 'PAUSED');
  isOpen = true;
  await app.orm.em.fork().execute('update mailing_run set resumes_at = now() where id = ?', [run.id]);
  await untilFinished(app, run.id);
  expect(await look(run.id)).toMatchObject({ status: 'COMPLETED', pauseReasons: [], counts: { sent: 30 } });
});

test('a server that restarts for a moment is waited for', async () => {
  const app = await testApp();
  const since = performance.now();
  const { url } = await sink({ onConnection: () => (performance.now() - since < 700 ? 'DROP' : undefined) });
  const run = await launchTo(app, 50);
  await startWorker(app, url);
  await untilFinished(app, run.id);
  const now = await look(run.id);
  expect(now).toMatchObject({ status: 'COMPLETED', counts: { sent: 50 } });
  expect(now.deliveries.nodes.every(({ tries }: { tries: number }) => tries === 1)).toBe(true);
});

test('a storm of 421 pauses the run too', async () => {
  const app = await testApp();
  const { url } = await sink({ onRecipient: () => '421 4.3.2 Come back another time' });
  const run = await launchTo(app, 400);
  await startWorker(app, url);
  const paused = await until(async () => {
    const now = await look(run.id);
    // Mails that were with the server at that moment are put back first.
    return now.status === 'PAUSED' && now.counts.sending === 0 ? now : null;
  });
  expect(paused.pauseMessage).toContain('too busy');
});

test('the limit of the rate holds over two workers together, and a change holds at once', async () => {
  const app = await testApp();
  const { url, caught } = await sink({});
  const superuser = as(await build.superuser());
  const limit = (messagesPerSecond: number | null) =>
    superuser.ask(
      'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { connections } }',
      {
        input: { messagesPerSecond, connections: 20 },
      },
    );
  await limit(40);
  onTestFinished(async () => void (await limit(null)));
  const run = await launchTo(app, 1000);
  await Promise.all([startWorker(app, url), startWorker(app, url)]);
  await until(async () => caught.length > 0);
  const [begun, since] = [caught.length, performance.now()];
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const seconds = (performance.now() - since) / 1000;
  // The rate allows this many, plus a tenth of a second's burst and the mails on the wire.
  expect(caught.length - begun).toBeLessThanOrEqual(40 * seconds + 14);
  expect(caught.length - begun).toBeGreaterThan(0);
  await limit(null);
  await untilFinished(app, run.id);
  expect((await look(run.id)).counts.sent).toBe(1000);
});

test('the limit of the connections holds over two workers together', async () => {
  const app = await testApp();
  let most = 0;
  const server = await sink({ delay: 3 });
  const superuser = as(await build.superuser());
  const limit = (connections: number) =>
    superuser.ask(
      'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { connections } }',
      {
        input: { connections },
      },
    );
  await limit(5);
  onTestFinished(async () => void (await limit(20)));
  const run = await launchTo(app, 600);
  await Promise.all([startWorker(app, server.url), startWorker(app, server.url)]);
  const watching = setInterval(() => (most = Math.max(most, server.connections())), 5);
  await untilFinished(app, run.id);
  clearInterval(watching);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(5);
});
