import { MongoClient } from 'mongodb';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { testApp } from '../../../test/database.ts';
import { jobStores, openDoor } from '../../../test/job-stores.ts';
import { until } from '../../../test/worker.ts';
import { CLEAN_UP } from '../../jobs/job-list.ts';
import { startSweep } from '../../jobs/start-sweep.ts';
import { START_MAILING } from '../../mailings/schedule/start-job.ts';
import { openApp } from '../../programs/app.ts';
import { startJobs } from '../../programs/worker.ts';
import type { App } from '../../context/app.ts';

/** The application with several workers' jobs and sweeps side by side. */
async function appWithWorkers(agendaUrl: string, workers = 2): Promise<App> {
  const { config, log, databaseUrl } = await testApp();
  const app = await openApp({ ...config, agendaUrl }, log, { databaseUrl });
  const parts = Array.from({ length: workers }, () => [
    startJobs(app, { processEvery: 100, lockLifetime: 2000, lookEvery: 200 }),
    startSweep(app, { every: 100, fresh: 0 }),
  ]).flat();
  onTestFinished(async () => {
    await Promise.all(parts.map((part) => part.stop()));
    await app.close();
  });
  return app;
}

async function emptyStore(url: string): Promise<void> {
  if (url.startsWith('mongodb')) {
    const client = await MongoClient.connect(url);
    await client.db().collection('agendaJobs').deleteMany({});
    return client.close();
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from agenda_jobs');
  return client.end();
}

/** Mailings that start the given numbers of milliseconds from now. */
async function armed(app: App, ...inMilliseconds: number[]): Promise<number[]> {
  const ids = [];
  for (const milliseconds of inMilliseconds) {
    const at = new Date(Date.now() + milliseconds);
    const { id } = await build.mailing({ people: 1, values: { startAt: at, nextRunAt: at } });
    await app.services.wakeups.setJob(START_MAILING, String(id), at);
    ids.push(id);
  }
  return ids;
}

/** How often each mailing was launched, and how many starts are recorded for it. */
const launchesOf = (app: App, ids: number[]) =>
  app.orm.em.fork().execute<{ runs: number; starts: number }[]>(
    `select (select count(*)::int from mailing_run where mailing_id = mailing.id) as runs,
       (select count(*)::int from mailing_start where mailing_id = mailing.id and outcome = 'LAUNCHED') as starts
     from mailing where id = any(?::int[]) order by id`,
    [`{${ids.join()}}`],
  );

const once = { runs: 1, starts: 1 };
const untilLaunched = (app: App, ids: number[]) =>
  until(async () => (await launchesOf(app, ids)).every(({ runs }) => runs > 0), 20);

describe.each(jobStores)('jobs in $name', ({ create, isMissing }) => {
  test.skipIf(isMissing)(
    'an emptied store: what was armed starts, once each, and what is periodic is back',
    async () => {
      const url = await create();
      const app = await appWithWorkers(url);
      await until(async () => app.services.wakeups.nextRun(CLEAN_UP.name));
      const ids = await armed(app, 1000, 1500, 2000, 60_000, 3_600_000);
      await emptyStore(url);
      await until(async () => app.services.wakeups.nextRun(CLEAN_UP.name));
      // Including the start a minute ahead: its job is scheduled again long before.
      await until(async () => app.services.wakeups.nextRun(START_MAILING));
      await untilLaunched(app, ids.slice(0, 3));
      expect(await launchesOf(app, ids)).toEqual([
        once,
        once,
        once,
        { runs: 0, starts: 0 },
        { runs: 0, starts: 0 },
      ]);
    },
  );

  test.skipIf(isMissing)(
    'a store that is away at the start and goes in the middle: each start is made up, once',
    { timeout: 90_000 },
    async () => {
      const { url, open, shut } = await openDoor(await create());
      const app = await appWithWorkers(url);
      const { wakeups } = app.services;
      const early = await armed(app, 0, 500);
      await untilLaunched(app, early);
      expect(await wakeups.isStoreAway()).toBe(true);
      await open();
      await until(async () => wakeups.nextRun(CLEAN_UP.name), 30);
      expect(await wakeups.isStoreAway()).toBe(false);
      const between = await armed(app, 300);
      await untilLaunched(app, between);
      const beside = await armed(app, 1000, 1500);
      await shut();
      await untilLaunched(app, beside);
      await until(async () => wakeups.isStoreAway(), 30);
      await open();
      await until(async () => !(await wakeups.isStoreAway()), 30);
      const late = await armed(app, 300);
      await untilLaunched(app, late);
      const all = [...early, ...between, ...beside, ...late];
      expect(await launchesOf(app, all)).toEqual(all.map(() => once));
    },
  );
});
