import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { launchTo } from '../../test/chaos.ts';
import { testApp } from '../../test/database.ts';
import { post } from '../../test/http.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

const metricsToken = 'a token for Prometheus';
const elsewhere = { 'x-forwarded-for': '192.0.2.1' };

/** The samples of a metric, by their labels. */
async function samplesOf(url: string, name: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(name) && /^[ {]/.test(line.slice(name.length)));
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(name.length, end), Number(line.slice(end + 1))];
    }),
  );
}

test('who is elsewhere needs the token', async () => {
  const { url } = await runningServer({ metricsToken });
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${url}/metrics`, { headers })).status;
  expect(await status({})).toBe(200);
  expect(await status(elsewhere)).toBe(404);
  expect(await status({ ...elsewhere, authorization: 'Bearer another token' })).toBe(404);
  expect(await status({ ...elsewhere, authorization: 'Bearer ' })).toBe(404);
  expect(await status({ ...elsewhere, authorization: `Bearer ${metricsToken}` })).toBe(200);
});

test('without a token that was set nobody elsewhere has the right one', async () => {
  const { url } = await runningServer();
  for (const authorization of ['Bearer undefined', 'Bearer', 'Bearer null']) {
    expect((await fetch(`${url}/metrics`, { headers: { ...elsewhere, authorization } })).status).toBe(404);
  }
});

test('operations are counted by what they ask for, never by what a client calls them', async () => {
  const { url } = await runningServer();
  const cookie = await sessionOf(await build.user());
  await post(
    url,
    { query: 'query Mine { a: viewer { id } b: viewer { id } overview { sentCount } }' },
    { cookie },
  );
  await post(url, { query: 'query Theirs { jobs { name } }' }, { cookie });
  await post(url, { query: '{ nothing }' });
  await fetch(`${url}/unsubscribe/x`, { method: 'POST' });
  expect(await samplesOf(url, 'postline_graphql_operations_total')).toEqual({
    '{operation="query viewer",result="OK"}': 1,
    '{operation="query overview",result="OK"}': 1,
    '{operation="query jobs",result="FORBIDDEN"}': 1,
    '{operation="none",result="GRAPHQL_VALIDATION_FAILED"}': 1,
  });
  expect(await samplesOf(url, 'postline_http_request_duration_seconds_count')).toMatchObject({
    '{method="POST",route="/graphql",status="200"}': 2,
    '{method="POST",route="/graphql",status="400"}': 1,
    '{method="POST",route="/unsubscribe/:token",status="404"}': 1,
  });
  expect(Object.keys(await samplesOf(url, 'nodejs_eventloop_lag_seconds'))).toHaveLength(1);
});

test('what is being sent is told by state', async () => {
  const { url } = await runningServer();
  const before = await samplesOf(url, 'postline_deliveries');
  const runs = await samplesOf(url, 'postline_runs');
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 3 });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const run = (await as(owner).ask(launch, { id })).launchSend.id;
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run });
  const [pending, paused] = ['{state="PENDING"}', '{status="PAUSED"}'];
  expect((await samplesOf(url, 'postline_deliveries'))[pending]).toBe(before[pending]! + 3);
  expect((await samplesOf(url, 'postline_runs'))[paused]).toBe(runs[paused]! + 1);
  expect(await samplesOf(url, 'postline_database_up')).toEqual({ '': 1 });
});

test('each mail server is told by its label: whether it is used, with how many connections, whom it refuses', async () => {
  const { url } = await runningServer();
  const app = await testApp();
  const em = app.orm.em.fork();
  const run = await launchTo(app, 1);
  await em.execute(`insert into mail_server (label, resumes_at, pause_cause, pause_message) values
    ('metrics-used', null, null, null), ('metrics-out', now() + interval '5 minutes', 'GREETING', '554 blocked')`);
  await em.execute(
    `insert into smtp_slot (server_id, slot, worker_id, expires_at)
     select id, n, 1, now() + interval '1 minute' from mail_server, generate_series(1, 3) n where label = 'metrics-used'`,
  );
  await em.execute(
    `insert into mail_server_refusal (run_id, server_id, resumes_at, pause_cause, pause_message)
     select ?, id, now() + interval '5 minutes', 'POLICY', '550 no' from mail_server where label = 'metrics-used'`,
    [run.id],
  );
  const [used, out] = ['{server="metrics-used"}', '{server="metrics-out"}'];
  expect(await samplesOf(url, 'postline_mail_server_up')).toMatchObject({ [used]: 1, [out]: 0 });
  const connections = await samplesOf(url, 'postline_mail_server_connections');
  expect(connections).toMatchObject({ [used]: 3, [out]: 0 });
  const refused = await samplesOf(url, 'postline_mail_server_refused_runs');
  expect(refused).toMatchObject({ [used]: 1, [out]: 0 });
});
