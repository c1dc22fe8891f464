import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { compareWithSink, launchTo } from '../../test/chaos.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { shiftClock } from '../../test/shift-clock.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../test/worker.ts';
import type { App } from '../context/app.ts';
import { START_MAILING } from '../mailings/schedule/start-job.ts';
import { openApp } from '../programs/app.ts';
import { startJobs } from '../programs/worker.ts';
import { CLEAN_UP } from './job-list.ts';
import { startSweep } from './start-sweep.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const times = { processEvery: 100, lockLifetime: 2000, lookEvery: 100 };

/** An application on a database of its own, because sweeps of other tests must not count. */
async function ownApp(): Promise<App> {
  const { config, log } = await testApp();
  const app = await openApp(config, log, { databaseUrl: await createDatabase() });
  onTestFinished(() => app.close());
  return app;
}

function sweeping(app: App): void {
  const sweeps = startSweep(app, { every: 50, fresh: 0.1 });
  onTestFinished(() => sweeps.stop());
}

const sweepsOf = async ({ orm }: App): Promise<number> => {
  const [row] = await orm.em
    .fork()
    .execute<{ n: number }[]>(
      "select count(*)::int as n from job_run where job_name = 'sweep' and status = 'SUCCEEDED' and started_at <= now()",
    );
  return row!.n;
};

/** Waits for further sweeps. Returns whether there were any. */
async function isSwept(app: App): Promise<boolean> {
  const before = await sweepsOf(app);
  return until(async () => (await sweepsOf(app)) > before + 2);
}

test.each([DAY, -DAY, 400 * DAY])('the sweep goes on with a clock that jumps by %d and back', async (by) => {
  const app = await ownApp();
  sweeping(app);
  expect(await isSwept(app)).toBe(true);
  shiftClock(by);
  expect(await isSwept(app)).toBe(true);
  shiftClock(0);
  expect(await isSwept(app)).toBe(true);
});

test('a sweep that a clock of the database wrote down for tomorrow keeps nobody from sweeping', async () => {
  const app = await ownApp();
  await app.orm.em
    .fork()
    .execute(
      "insert into job_run (job_name, status, started_at) values ('sweep', 'SUCCEEDED', now() + interval '1 day')",
    );
  sweeping(app);
  expect(await isSwept(app)).toBe(true);
});

async function armed(app: App, inMilliseconds: number): Promise<number> {
  const at = new Date(Date.now() + inMilliseconds);
  const { id } = await build.mailing({ people: 1, values: { startAt: at, nextRunAt: at } });
  await app.services.wakeups.setJob(START_MAILING, String(id), at);
  return id;
}

async function runsOf({ orm }: App, mailing: number): Promise<number> {
  const sql = 'select count(*)::int as n from mailing_run where mailing_id = ?';
  const [row] = await orm.em.fork().execute<{ n: number }[]>(sql, [mailing]);
  return row!.n;
}

/** How often the store's job of a mailing was taken and finished. */
async function callsFor({ orm }: App, mailing: number): Promise<number> {
  const sql = `select count(*)::int as n from job_run where job_name = 'start-mailing' and result like ?`;
  const [row] = await orm.em.fork().execute<{ n: number }[]>(sql, [`Mailing ${mailing}:%`]);
  return row!.n;
}

test('no start fires early by a clock that is ahead, and none is lost by one that is behind', async () => {
  const app = await testApp();
  const later = await armed(app, HOUR);
  const soon = await armed(app, 1000);
  shiftClock(DAY);
  const jobs = startJobs(app, times);
  onTestFinished(() => jobs.stop());
  await until(async () => (await runsOf(app, soon)) === 1);
  await sleep(1000);
  expect(await runsOf(app, later)).toBe(0);
  expect(await callsFor(app, later)).toBeLessThan(2);
  shiftClock(-DAY);
  // The store's jobs are a day late now. The sweep makes up for what is due by the database's clock.
  sweeping(app);
  await app.orm.em.fork().execute('update mailing set next_run_at = now() where id = ?', [later]);
  await until(async () => (await runsOf(app, later)) === 1);
  expect(await runsOf(app, soon)).toBe(1);
});

test('what is periodic and was set by a clock that was ahead is set anew by the next process', async () => {
  const app = await ownApp();
  shiftClock(30 * DAY);
  const wrong = startJobs(app, times);
  await until(async () => app.services.wakeups.nextRun(CLEAN_UP.name));
  await wrong.stop();
  shiftClock(0);
  const right = startJobs(app, times);
  onTestFinished(() => right.stop());
  const next = await until(async () => {
    const found = await app.services.wakeups.nextRun(CLEAN_UP.name);
    return found && found.getTime() < Date.now() + 2 * DAY ? found : null;
  });
  expect(next.getTime()).toBeGreaterThan(Date.now());
});

test('a run whose sender loses and finds the time sends to everybody once', async () => {
  const app = await testApp();
  const sink = await startSink({ delay: 2 });
  onTestFinished(() => sink.close());
  await startWorker(app, sink.url);
  const run = await launchTo(app, 400);
  for (const by of [DAY, -DAY, 0]) {
    const before = sink.caught.length;
    await until(async () => sink.caught.length > before + 20 || sink.caught.length === 400);
    shiftClock(by);
  }
  await untilFinished(app, run.id);
  expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
});
