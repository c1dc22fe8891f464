import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { cleanUp } from './clean-up.ts';
import { recorded } from './record-job.ts';

const JOBS = '{ jobs { name description schedule nextRunAt lastRunAt lastError isStoreAway } }';
const RUNS = `query ($filter: JobRunFilter) { jobRuns(filter: $filter) {
  nodes { jobName status startedAt finishedAt result } totalCount } }`;

test('the jobs are told in the language of the viewer', async () => {
  const { jobs } = await as(await build.superuser()).ask(JOBS);
  expect(jobs).toMatchObject([
    { name: 'start-mailing', description: 'Starts a mailing at its time.', schedule: null },
    { name: 'sweep', schedule: '30 seconds' },
    { name: 'clean-up', schedule: '17 3 * * *' },
    { name: 'check-domains', schedule: '10 minutes' },
    { name: 'sum-statistics', schedule: '10 minutes' },
  ]);
  const russian = await build.user({ isSuperuser: true, locale: 'RU' });
  expect((await as(russian).ask(JOBS)).jobs[0].description).toBe('Запускает рассылку в назначенное время.');
});

test('every run of a job is on record, how it ended and why', async () => {
  const app = await testApp();
  const [good, bad] = [`good-${randomUUID()}`, `bad-${randomUUID()}`];
  const call = { key: null, due: null };
  await recorded({ name: good, run: async () => 'Done.' }, app).run(call);
  const failing = recorded({ name: bad, run: () => Promise.reject(new Error('It broke.')) }, app);
  await expect(failing.run(call)).rejects.toThrow('It broke.');
  const viewer = as(await build.superuser());
  const found = async (filter: object) => (await viewer.ask(RUNS, { filter })).jobRuns.nodes;
  expect(await found({ jobName: good })).toEqual([
    {
      jobName: good,
      status: 'SUCCEEDED',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      result: 'Done.',
    },
  ]);
  expect(await found({ jobName: bad, status: 'FAILED' })).toMatchObject([{ result: 'It broke.' }]);
  expect(await found({ jobName: bad, status: 'SUCCEEDED' })).toEqual([]);
  expect(await found({ jobName: '\0' })).toEqual([]);
});

test('the daily clean-up deletes what has ended, and nothing else', async () => {
  const app = await testApp();
  const em = app.orm.em.fork();
  const user = await build.user();
  const name = `old-${randomUUID()}`;
  await em.execute(
    `insert into session (user_id, token_hash, last_seen_at, expires_at)
     select ?, sha256(gen_random_uuid()::text::bytea), now(), now() + n * interval '1 hour' from unnest(array[-1, 1]) n`,
    [user.id],
  );
  await em.execute(
    `insert into job_run (job_name, status, started_at)
     select ?, 'SUCCEEDED', now() - n * interval '1 day' from unnest(array[89, 91]) n`,
    [name],
  );
  await cleanUp(app);
  expect(await em.execute('select from session where user_id = ?', [user.id])).toHaveLength(1);
  expect(await em.execute('select from job_run where job_name = ?', [name])).toHaveLength(1);
});
