import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, until } from '../../test/worker.ts';
import { VERSION } from '../platform/version.ts';
import { runningServer } from '../../test/server.ts';

const file = (name: string) =>
  readFile(join(import.meta.dirname, '..', '..', '..', 'operation', name), 'utf8');

/** The value of a sample by its name and labels. */
async function sample(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

test('every metric that rules and dashboard name is there', async () => {
  const { url } = await runningServer();
  await fetch(`${url}/healthz`);
  const text = await (await fetch(`${url}/metrics`)).text();
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
  const dashboard = JSON.parse(await file('grafana-dashboard.json')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const rules = [...(await file('prometheus-rules.yml')).matchAll(/^ +expr: (.*)$/gm)].map(
    ([, expr]) => expr!,
  );
  const asked = [...rules, ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];
  const named = asked.flatMap((expr) => expr.match(/\b(postline|nodejs|process)_\w+/g) ?? []);
  expect(rules.length).toBeGreaterThan(10);
  expect(new Set(named).size).toBeGreaterThan(15);
  const missing = named.filter((name) => !known.has(name) && !known.has(name.replace(/_bucket$/, '')));
  expect(missing).toEqual([]);
});

test('results are counted beyond the end of their run; an overdue start and a pause are told', async () => {
  const { url } = await runningServer();
  const { orm } = await testApp();
  const owner = await build.user();
  const succeeded = 'postline_attempts_total{status="SUCCESS"}';
  const paused = 'postline_paused_runs{reason="USER"}';
  const before = { succeeded: await sample(url, succeeded), paused: await sample(url, paused) };
  const { id } = await build.mailing({ owner, people: 2 });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const run = (await as(owner).ask(launch, { id })).launchSend.id;
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run });
  const em = orm.em.fork();
  await em.execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok' from delivery
     join mailing_run run on run.id = delivery.run_id where run.id = ?`,
    [run],
  );
  const late = await build.mailing({ owner });
  await em.execute(
    `update mailing set start_at = now() - interval '1 hour', next_run_at = now() - interval '1 hour' where id = ?`,
    [late.id],
  );
  expect(await sample(url, succeeded)).toBe(before.succeeded + 2);
  expect(await sample(url, paused)).toBe(before.paused + 1);
  expect(await sample(url, 'postline_overdue_start_seconds')).toBeGreaterThanOrEqual(3599);
  expect(await sample(url, 'postline_database_bytes')).toBeGreaterThan(1_000_000);
  await em.execute('update mailing set next_run_at = null where id = ?', [late.id]);
});

test('each sender tells its memory, its event loop and its version', async () => {
  const { url } = await runningServer();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  await startWorker(await testApp(), sink.url);
  const samples = await until(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const found = [...text.matchAll(/^postline_worker_(\w+)\{(.*)\} (\S+)$/gm)];
    return found.length > 0 && found;
  });
  const of = (name: string) => samples.filter(([, found]) => found === name);
  expect(of('info')[0]![2]).toContain(`version="${VERSION}"`);
  expect(Number(of('heap_bytes')[0]![3])).toBeGreaterThan(10_000_000);
  expect(Number(of('resident_bytes')[0]![3])).toBeGreaterThan(Number(of('heap_bytes')[0]![3]) / 2);
  expect(Number(of('event_loop_seconds')[0]![3])).toBeLessThan(60);
});
