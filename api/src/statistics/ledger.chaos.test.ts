import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { rounds } from '../../test/chaos.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { startSink, type Sink } from '../../test/smtp-sink.ts';
import { spawnWorker } from '../../test/spawn-worker.ts';
import { holdOlderRuns, until, untilFinished } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';

const MINUTES = 60_000;
const KILLS = rounds({ short: 3, full: 30 });
const PEOPLE = 400;

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const RESOLVE = `mutation ($id: ID!, $ids: [ID!]) {
  resolveUnknown(runId: $id, resolution: MARK_SENT, deliveryIds: $ids) { id } }`;
const OUTCOMES = 'succeeded failed unknown';
const STATISTICS = `query ($filter: StatisticsFilter) { statistics(filter: $filter) {
  attempts ${OUTCOMES} sentCount byDay { date ${OUTCOMES} } byMailing { mailing { id } runs ${OUTCOMES} }
  byOwner { owner { id } mailings ${OUTCOMES} } byDomain { domain ${OUTCOMES} } topErrors { reason count } } }`;

const execute = async <T>(sql: string, values: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, values);

/** A server that refuses some people, puts others off once, and is lost before it has answered to others. */
async function moodySink(): Promise<Sink> {
  const putOff = new Set<string>();
  const sink = await startSink({
    delay: 3,
    onRecipient(address) {
      if (/1@/.test(address)) return '550 5.1.1 nobody';
      if (!/2@/.test(address) || putOff.has(address)) return undefined;
      putOff.add(address);
      return '450 4.2.0 come again';
    },
    onMessage: (address) => (/33@/.test(address) ? 'DROP' : undefined),
  });
  onTestFinished(() => sink.close());
  return sink;
}

/** Sends a mailing of the owner to the end, while its worker is killed in the middle. Returns its run. */
async function sentWithKills(owner: User, mailingId: number, sink: Sink): Promise<string> {
  const app = await testApp();
  const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url };
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailingId });
  const before = sink.caught.length;
  const victim = await spawnWorker(env);
  await until(async () => sink.caught.length > before, 20);
  await sleep(Math.random() * 100);
  await victim.kill();
  const last = await spawnWorker(env);
  await untilFinished(app, launchSend.id, 60);
  await last.stop();
  return launchSend.id as string;
}

interface Attempt {
  mailing: number;
  at: string;
  status: 'SUCCESS' | 'FAILURE' | 'UNKNOWN';
  domain: string;
  reason: string;
}

const attemptsOf = ({ id }: User) =>
  execute<Attempt>(
    `select mailing_id as mailing, attempted_at as at, status, lower(split_part(email, '@', 2)) as domain,
       failure_reason(status, smtp_code, server_response) as reason
     from attempt join delivery on delivery.id = delivery_id where owner_id = ?`,
    [id],
  );

const outcomesOf = (attempts: Attempt[]) => {
  const count = (wanted: Attempt['status']) => attempts.filter(({ status }) => status === wanted).length;
  return { succeeded: count('SUCCESS'), failed: count('FAILURE'), unknown: count('UNKNOWN') };
};
const by = (attempts: Attempt[], keyOf: (attempt: Attempt) => string) =>
  Object.fromEntries([...Map.groupBy(attempts, keyOf)].map(([key, some]) => [key, outcomesOf(some)]));

/** What statistics must say, counted from the rows of the ledger alone. */
async function fromRows(owner: User, timeZone: string) {
  const attempts = await attemptsOf(owner);
  const [sent] = await execute<{ count: number }>(
    `select count(*)::int as count from delivery join mailing_run run on run.id = run_id
     where owner_id = ? and state = 'SENT'`,
    [owner.id],
  );
  const failures = attempts.filter(({ status }) => status !== 'SUCCESS');
  const reasons = [...Map.groupBy(failures, ({ reason }) => reason)];
  return {
    attempts: attempts.length,
    ...outcomesOf(attempts),
    sentCount: sent!.count,
    byDay: by(attempts, ({ at }) => new Date(at).toLocaleDateString('sv', { timeZone })),
    byMailing: by(attempts, ({ mailing }) => String(mailing)),
    byOwner: { [owner.id]: outcomesOf(attempts) },
    byDomain: by(attempts, ({ domain }) => domain),
    topErrors: Object.fromEntries(reasons.map(([reason, some]) => [reason, some.length])),
  };
}

/** What the API says to a viewer about an owner, in the same shape. */
async function fromApi(viewer: User, owner: User, timeZone: string) {
  const filter = { ownerId: owner.id, timeZone };
  const { byDay, byMailing, byOwner, byDomain, topErrors, ...totals } = (
    await as(viewer).ask(STATISTICS, { filter })
  ).statistics;
  const named = (rows: Data[], keyOf: (row: Data) => string) =>
    Object.fromEntries(
      rows
        .filter(({ succeeded, failed, unknown }) => succeeded + failed + unknown > 0)
        .map((row) => [keyOf(row), { succeeded: row.succeeded, failed: row.failed, unknown: row.unknown }]),
    );
  return {
    ...totals,
    byDay: named(byDay, ({ date }) => date),
    byMailing: named(byMailing, ({ mailing }) => mailing.id),
    byOwner: named(byOwner, (row) => row.owner.id),
    byDomain: named(byDomain, ({ domain }) => domain),
    topErrors: Object.fromEntries(topErrors.map((row: Data) => [row.reason, row.count])),
  };
}

/** The numbers of each run in the report's file, and the same from its deliveries; by mailing and run. */
async function reports(viewer: User, owner: User) {
  const { url } = await runningServer();
  const answer = await fetch(`${url}/export/runs.csv?owner=${owner.id}`, {
    headers: { cookie: await sessionOf(viewer) },
  });
  const [, ...rows] = (await answer.text()).trim().split('\r\n');
  const told = rows
    .map((row) => row.split(','))
    .map((cells) => [cells[0], cells[2], ...cells.slice(8)].join());
  const counted = await execute<Record<string, unknown>>(
    `select mailing_id, run_number, count(*) as total, count(*) filter (where state = 'SENT') as sent,
       count(*) filter (where state = 'FAILED') as failed, count(*) filter (where state = 'SKIPPED') as skipped,
       count(*) filter (where state = 'UNKNOWN') as unknown, count(*) filter (where state in ('PENDING', 'DEFERRED')) as left
     from mailing_run run join delivery on run_id = run.id where owner_id = ? group by run.id order by run.id desc`,
    [owner.id],
  );
  return { told, counted: counted.map((row) => Object.values(row).join()) };
}

test(
  'whatever happened to workers, the API counts what the rows of the ledger say',
  { timeout: 20 * MINUTES },
  async () => {
    const app = await testApp();
    await holdOlderRuns(app);
    const sink = await moodySink();
    const owner = await build.user({ timeZone: 'Asia/Tokyo' });
    const runs: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const { id } = await build.mailing({ owner, people: PEOPLE });
      runs.push(await sentWithKills(owner, id, sink));
    }
    // A person decides about some of those whose answer was lost.
    const unknown = await execute<{ id: string }>(
      "select id from delivery where run_id = ? and state = 'UNKNOWN' order by id limit 2",
      [runs[0]],
    );
    expect(unknown).not.toEqual([]);
    await as(owner).ask(RESOLVE, { id: runs[0], ids: unknown.map(({ id }) => id) });

    for (const viewer of [owner, await build.manager(), await build.superuser()]) {
      for (const timeZone of ['Asia/Tokyo', 'America/New_York']) {
        expect(await fromApi(viewer, owner, timeZone)).toEqual(await fromRows(owner, timeZone));
      }
      const { told, counted } = await reports(viewer, owner);
      expect(told).toHaveLength(KILLS);
      expect(told).toEqual(counted);
    }
    const rows = await fromRows(owner, 'UTC');
    expect(Object.keys(rows.topErrors).length).toBeGreaterThanOrEqual(2);
    const { overview } = await as(owner).ask('{ overview { sentCount } }');
    expect(overview.sentCount).toBe(rows.sentCount);
    const nobody = await fromApi(await build.user(), owner, 'UTC');
    expect(nobody).toMatchObject({ attempts: 0, sentCount: 0, byMailing: {} });
  },
);
