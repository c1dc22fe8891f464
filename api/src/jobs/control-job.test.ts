import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { until } from '../../test/worker.ts';
import { createContext } from '../context/context.ts';
import { openApp } from '../programs/app.ts';
import { startJobs } from '../programs/worker.ts';
import { runJob } from './control-job.ts';
import { findJobs } from './find-jobs.ts';
import { JobRun } from './job-run.entity.ts';
import { recorded } from './record-job.ts';

const STATE = '{ name isPaused isPausable nextRunAt waitingCount }';
const PAUSE = `mutation ($name: String!) { pauseJob(name: $name) ${STATE} }`;
const RESUME = `mutation ($name: String!) { resumeJob(name: $name) ${STATE} }`;
const RUN = `mutation ($name: String!) { runJob(name: $name) ${STATE} }`;

test('a paused job does not run by itself, but when somebody asks for it, and again when it is resumed', async () => {
  const viewer = as(await build.superuser());
  const app = await testApp();
  let runs = 0;
  const job = recorded({ name: 'clean-up', run: async () => String(++runs) }, app);
  const byItself = () => job.run({ key: null, due: null });
  expect((await viewer.ask(PAUSE, { name: 'clean-up' })).pauseJob).toEqual({
    name: 'clean-up',
    isPaused: true,
    isPausable: true,
    nextRunAt: null,
    waitingCount: null,
  });
  await viewer.ask(PAUSE, { name: 'clean-up' });
  await byItself();
  expect(runs).toBe(0);
  await job.run({ key: 'now', due: null });
  expect(runs).toBe(1);
  expect((await viewer.ask(RESUME, { name: 'clean-up' })).resumeJob.isPaused).toBe(false);
  await byItself();
  expect(runs).toBe(2);
});

test.each([
  [PAUSE, 'sweep', { code: 'CONFLICT', reason: 'JOB_NOT_PAUSABLE' }],
  [PAUSE, 'start-mailing', { code: 'CONFLICT', reason: 'JOB_NOT_PAUSABLE' }],
  [RUN, 'start-mailing', { code: 'CONFLICT', reason: 'JOB_NOT_PERIODIC' }],
  [PAUSE, 'nothing', { code: 'NOT_FOUND' }],
  [RESUME, 'constructor', { code: 'NOT_FOUND' }],
  [RUN, '', { code: 'NOT_FOUND' }],
])('%s of %s is refused', async (mutation, name, extensions) => {
  expect((await as(await build.superuser()).refused(mutation, { name })).extensions).toMatchObject(
    extensions,
  );
});

/** The application with a job store of its own. */
async function appOver(agendaUrl: string) {
  const { config, log, databaseUrl } = await testApp();
  const app = await openApp({ ...config, agendaUrl }, log, { databaseUrl });
  onTestFinished(() => app.close());
  const { actor } = await as(await build.superuser()).context();
  return { app, ctx: createContext(app.services, { actor, trigger: 'MANUAL' }) };
}

test.each(['clean-up', 'sweep'])('%s runs at once when somebody asks for it', async (name) => {
  const { app, ctx } = await appOver(await createDatabase());
  const jobs = startJobs(app, { processEvery: 100, lockLifetime: 2000, lookEvery: 20_000 });
  onTestFinished(() => jobs.stop());
  const before = await ctx.em.count(JobRun, { jobName: name });
  await runJob(ctx, name);
  await until(async () => (await ctx.em.fork().count(JobRun, { jobName: name })) > before);
  const job = (await findJobs(ctx)).find((found) => found.name === name);
  expect(job!.lastRunAt).not.toBeNull();
});

test('with a store that is away nothing can be run at once, and that is said', async () => {
  const { ctx } = await appOver('postgresql://nobody@127.0.0.1:9/none');
  await expect(runJob(ctx, 'clean-up')).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    text: { key: 'JOBS_AWAY' },
  });
});

test('the starts that are armed are counted', async () => {
  const viewer = as(await build.superuser());
  const count = async () =>
    (await viewer.ask(`{ jobs ${STATE} }`)).jobs.find((job: { name: string }) => job.name === 'start-mailing')
      .waitingCount;
  const before = await count();
  await build.mailing({ values: { nextRunAt: new Date('2100-01-01') } });
  expect(await count()).toBe(before + 1);
});
