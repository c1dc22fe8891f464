import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { compareWithSink, countsAddUp, launchTo, rounds } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { holdOlderRuns, until, untilFinished } from '../../../test/worker.ts';

const CONNECTIONS = 20;
const MINUTES = 60_000;

test(
  'killed again and again, workers lose nobody and send to nobody twice',
  { timeout: 30 * MINUTES },
  async () => {
    const app = await testApp();
    const kills = rounds({ short: 4, full: 100 });
    const sink = await startSink({ delay: 3 });
    onTestFinished(() => sink.close());
    const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
    await holdOlderRuns(app);
    let victim = await spawnWorker(env);
    for (let kill = 0; kill < kills; kill++) {
      sink.caught.length = 0;
      const run = await launchTo(app, 500);
      await until(async () => sink.caught.length > 0, 20);
      await sleep(Math.random() * 60);
      await victim.kill();
      victim = await spawnWorker(env);
      await untilFinished(app, run.id, 30);
      const inDoubt = await compareWithSink(app, run.id, sink.caught);
      // Mails on the wire, and those announced by the last write.
      expect(inDoubt).toBeLessThanOrEqual(CONNECTIONS * 2);
    }
  },
);

/** Returns the worker that has leased a run, if there is one. */
async function workerOf(runId: number): Promise<number | undefined> {
  const { orm } = await testApp();
  const [lease] = await orm.em
    .fork()
    .execute<{ id: number }[]>('select worker_id::int as id from lease where run_id = ?', [runId]);
  return lease?.id;
}

test(
  'asked to end in the middle, a worker leaves nobody in doubt and no lease behind',
  { timeout: 10 * MINUTES },
  async () => {
    const app = await testApp();
    const sink = await startSink();
    onTestFinished(() => sink.close());
    const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
    for (let round = 0; round < rounds({ short: 2, full: 20 }); round++) {
      sink.caught.length = 0;
      // So slow that the run is surely not over when its worker is asked to end.
      sink.options.delay = 250;
      await holdOlderRuns(app);
      const run = await launchTo(app, 1000);
      const first = await spawnWorker(env);
      await until(async () => sink.caught.length > 50, 20);
      const workerId = await until(() => workerOf(run.id), 20);
      expect(await first.stop()).toBe(0);
      const [left] = await app.orm.em.fork().execute<{ leases: number; slots: number }[]>(
        `select (select count(*) from lease where run_id = ?)::int as leases,
         (select count(*) from smtp_slot where worker_id = ?)::int as slots`,
        [run.id, workerId],
      );
      expect(left).toEqual({ leases: 0, slots: 0 });
      await countsAddUp(app, run.id);
      sink.options.delay = 5;
      const second = await spawnWorker(env);
      await untilFinished(app, run.id, 30);
      expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
      await second.stop();
    }
  },
);

test(
  'frozen for longer than its lease, a worker that wakes up again sends to nobody whom others took over',
  { timeout: 10 * MINUTES },
  async () => {
    const app = await testApp();
    const sink = await startSink({ delay: 5 });
    onTestFinished(() => sink.close());
    const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
    for (let round = 0; round < rounds({ short: 1, full: 20 }); round++) {
      sink.caught.length = 0;
      await holdOlderRuns(app);
      const run = await launchTo(app, 3000);
      const frozen = await spawnWorker(env);
      await until(async () => sink.caught.length > 50, 20);
      frozen.child.kill('SIGSTOP');
      const before = sink.caught.length;
      const successor = await spawnWorker(env);
      await until(async () => sink.caught.length > before + 500, 20);
      // The run goes on; the thawed worker still has its claimed mails in memory, and the server would accept
      // them.
      frozen.child.kill('SIGCONT');
      await untilFinished(app, run.id, 30);
      await compareWithSink(app, run.id, sink.caught);
      expect(await frozen.stop()).toBe(0);
      await successor.stop();
    }
  },
);

test(
  'four workers whose clocks are wrong by minutes send to nobody twice',
  { timeout: 10 * MINUTES },
  async () => {
    const app = await testApp();
    const people = rounds({ short: 4000, full: 100_000 });
    // Every tenth mail is deferred, so that any of the four workers can claim it next.
    const deferred = new Set<string>();
    const sink = await startSink({
      onRecipient(address) {
        if (!address.includes('7@') || deferred.has(address)) return undefined;
        deferred.add(address);
        return '450 4.2.0 come again';
      },
    });
    onTestFinished(() => sink.close());
    const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
    await holdOlderRuns(app);
    const run = await launchTo(app, people);
    await Promise.all([-5, -1, 1, 5].map((clockShiftMinutes) => spawnWorker({ ...env, clockShiftMinutes })));
    await untilFinished(app, run.id, 540);
    expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
  },
);
