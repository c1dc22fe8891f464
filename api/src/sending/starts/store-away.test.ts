import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { post } from '../../../test/http.ts';
import { sessionOf } from '../../../test/server.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import { startSweep } from '../../jobs/start-sweep.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { openApp } from '../../programs/app.ts';
import { startServer } from '../../programs/server.ts';
import { startJobs } from '../../programs/worker.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';

/** The application with the address of a job store that does not listen. */
async function appWithoutStore() {
  const { config, log, databaseUrl } = await testApp();
  const app = await openApp({ ...config, agendaUrl: 'postgresql://nobody@127.0.0.1:9/none' }, log, {
    databaseUrl,
  });
  onTestFinished(() => app.close());
  return app;
}

test('with a job store that is away a due start is made up by the timer of a worker', async () => {
  const app = await appWithoutStore();
  const jobs = startJobs(app);
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const em = app.orm.em.fork();
  await em.execute('update mailing set start_at = now(), next_run_at = now() where id = ?', [id]);
  const sweeping = startSweep(app, { every: 50, fresh: 0 });
  onTestFinished(async () => void (await Promise.all([jobs.stop(), sweeping.stop()])));
  const mailing = await until(async () => {
    const found = await em.fork().findOneOrFail(Mailing, id);
    return found.status === 'RUNNING' && found;
  });
  expect(mailing.nextRunAt).toBeNull();
});

const ASKED = `query ($id: ID!) { mailing(id: $id) { problems { code severity path } } jobs { name isStoreAway } }`;

test('a mailing that waits for its start says that the store is away; so do the jobs, and /readyz', async () => {
  const app = await appWithoutStore();
  const server = await startServer(app, { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null });
  onTestFinished(() => server.close());
  const owner = await build.superuser();
  const waiting = await build.mailing({ owner, people: 1 });
  await app.orm.em
    .fork()
    .execute(`update mailing set next_run_at = now() + interval '1 day' where id = ?`, [waiting.id]);
  await app.jobStore.reach();
  const cookie = await sessionOf(owner);
  const answer = await post(server.url, { query: ASKED, variables: { id: waiting.id } }, { cookie });
  expect(JSON.parse(answer.text).data).toMatchObject({
    mailing: { problems: [{ code: 'STARTS_LATE', severity: 'WARNING', path: ['startAt'] }] },
    jobs: [
      { name: 'start-mailing', isStoreAway: true },
      { name: 'sweep', isStoreAway: false },
      { name: 'clean-up', isStoreAway: true },
      { name: 'check-domains', isStoreAway: true },
      { name: 'sum-statistics', isStoreAway: true },
    ],
  });
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ database: 'ok', jobs: 'unreachable', mail: 'unreachable' });
  const healthy = await as(owner).ask(ASKED, { id: waiting.id });
  expect(healthy.mailing.problems).toEqual([]);
  expect(healthy.jobs[0]).toMatchObject({ isStoreAway: false });
});
