import { beforeAll, expect, test } from 'vitest';
import { writeAttempts, type Attempt } from '../../../test/attempts.ts';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { sumsAddUp } from '../../../test/sums.ts';
import type { User } from '../../accounts/user.entity.ts';
import { sumPeriods } from './sum-periods.ts';

const OUTCOMES = 'succeeded failed unknown';
const ALL = `query ($filter: StatisticsFilter) { statistics(filter: $filter) {
  attempts sentCount byDay { date ${OUTCOMES} } byMailing { mailing { id } runs ${OUTCOMES} }
  byOwner { owner { id } mailings ${OUTCOMES} } byDomain { domain ${OUTCOMES} }
  topErrors { reason count serverResponse } deletedMailings { mailings ${OUTCOMES} } } }`;

const em = async () => (await testApp()).orm.em.fork();
const sum = async () => sumPeriods(await em());
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)]!;

const statisticsOf = async (user: User, filter: Data): Promise<Data> => {
  await (await testApp()).services.cache.clear();
  return (await as(user).ask(ALL, { filter })).statistics;
};

// A quarter of an hour at a time, over five months with a change to summer time.
const BEGIN = Date.parse('2024-01-20T00:00:00Z');
const QUARTERS = 150 * 96;
const anyTime = () => new Date(BEGIN + Math.floor(Math.random() * QUARTERS) * 900_000).toISOString();
const attempts = (count: number): Attempt[] =>
  Array.from({ length: count }, () => ({
    at: anyTime(),
    status: pick(['SUCCESS', 'SUCCESS', 'FAILURE', 'UNKNOWN'] as const),
    domain: pick(['example.com', 'example.org', 'Example.net']),
  }));

const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'];
const anyFilter = (owners: User[], mailings: number[]): Data => {
  const [from, to] = [anyTime(), anyTime()].sort();
  return {
    from,
    to: from === to ? new Date(Date.parse(to!) + 900_000).toISOString() : to,
    timeZone: pick(zones),
    ...(Math.random() < 0.4 && { ownerId: String(pick(owners).id) }),
    ...(Math.random() < 0.2 && { mailingId: String(pick(mailings)) }),
  };
};

let owners: User[];
let mailings: number[];
let superuser: User;
beforeAll(async () => {
  superuser = await build.superuser();
  owners = [await build.user(), await build.user()];
  mailings = [];
  for (const owner of [...owners, owners[0]!]) {
    const { id } = await build.mailing({ owner, values: { status: 'COMPLETED' } });
    mailings.push(id);
    await writeAttempts(owner, id, attempts(60));
  }
});

test('whatever is asked, sums give what the quarters of an hour give', async () => {
  await (await em()).execute('delete from summed_period');
  const filters = [
    { to: '2024-07-01T00:00:00Z' },
    ...Array.from({ length: 12 }, () => anyFilter(owners, mailings)),
  ];
  const before = [];
  for (const filter of filters) before.push(await statisticsOf(superuser, filter));
  expect(await sum()).toBeGreaterThan(150);
  for (const [at, filter] of filters.entries())
    expect({ filter, ...(await statisticsOf(superuser, filter)) }).toEqual({ filter, ...before[at] });
  await sumsAddUp(await testApp());
  expect(await sum()).toBe(0);
});

test('sums are what is read', async () => {
  await sum();
  const manager = await em();
  const filter = { ownerId: String(owners[1]!.id), to: '2024-07-01T00:00:00Z' };
  const { attempts } = await statisticsOf(superuser, filter);
  await manager.execute(
    "update attempt_sum set succeeded = succeeded + 100 where owner_id = ? and step = 'MONTH'",
    [owners[1]!.id],
  );
  expect((await statisticsOf(superuser, filter)).attempts).toBeGreaterThanOrEqual(attempts + 100);
  await manager.execute('delete from summed_period');
  expect((await statisticsOf(superuser, filter)).attempts).toBe(attempts);
});

test('what is counted in a summed day counts at once, and is summed again', async () => {
  await sum();
  const owner = await build.user();
  const { id } = await build.mailing({ owner });
  const at = '2024-03-05T10:00:00Z';
  await writeAttempts(owner, id, [{ at, status: 'SUCCESS', domain: 'example.com' }]);
  const filter = { ownerId: String(owner.id), to: '2024-07-01T00:00:00Z' };
  expect(await statisticsOf(superuser, filter)).toMatchObject({ attempts: 1 });
  await sumsAddUp(await testApp());
  // The day and its month.
  expect(await sum()).toBe(2);
  await sumsAddUp(await testApp());
  expect(await statisticsOf(superuser, filter)).toMatchObject({ attempts: 1 });
});

test('a mail in doubt that is marked as sent later counts in its summed day', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, values: { status: 'COMPLETED' } });
  const runId = await writeAttempts(owner, id, [
    { at: '2024-03-06T10:00:00Z', status: 'UNKNOWN', domain: 'example.com' },
  ]);
  const manager = await em();
  await manager.execute("update delivery set state = 'UNKNOWN' where run_id = ?", [runId]);
  await manager.execute('update mailing_run set unknown = 1, total = 1 where id = ?', [runId]);
  await sum();
  const filter = { to: '2024-07-01T00:00:00Z' };
  expect(await statisticsOf(owner, filter)).toMatchObject({ sentCount: 0 });
  await as(owner).ask('mutation ($id: ID!) { resolveUnknown(runId: $id, resolution: MARK_SENT) { id } }', {
    id: String(runId),
  });
  expect(await statisticsOf(owner, filter)).toMatchObject({ sentCount: 1 });
  await sum();
  await sumsAddUp(await testApp());
  expect(await statisticsOf(owner, filter)).toMatchObject({ sentCount: 1 });
});

test('a deleted user is no longer in any sum', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, values: { status: 'COMPLETED' } });
  await writeAttempts(owner, id, [
    { at: '2023-05-06T10:00:00Z', status: 'FAILURE', domain: 'only-here.example' },
  ]);
  await sum();
  const filter = { from: '2023-05-01T00:00:00Z', to: '2023-06-01T00:00:00Z' };
  expect((await statisticsOf(superuser, filter)).attempts).toBe(1);
  await (await em()).execute('delete from "user" where id = ?', [owner.id]);
  expect(await statisticsOf(superuser, filter)).toMatchObject({ attempts: 0, byDomain: [], topErrors: [] });
  await sum();
  await sumsAddUp(await testApp());
  expect(await statisticsOf(superuser, filter)).toMatchObject({ attempts: 0, byDomain: [], topErrors: [] });
});

test('a reply of an erased person is in no sum', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, values: { status: 'COMPLETED' } });
  await writeAttempts(owner, id, [{ at: '2023-06-06T10:00:00Z', status: 'FAILURE', domain: 'example.com' }]);
  const manager = await em();
  await manager.execute(
    "update failure_count set server_response = '550 5.1.1 erased@example.com is unknown' where owner_id = ?",
    [owner.id],
  );
  await manager.execute('delete from summed_period');
  await sum();
  const kept = `select from failure_sum where server_response like '%erased@%'`;
  expect(await manager.execute(kept)).toHaveLength(4);
  await as(owner).ask(
    'mutation ($email: String!) { erasePerson(input: { email: $email }) { isRecipient } }',
    {
      email: 'erased@example.com',
    },
  );
  expect(await manager.execute(kept)).toEqual([]);
  await sum();
  await sumsAddUp(await testApp());
});

test('who counts while a day is being summed is not lost', async () => {
  await sum();
  const owner = await build.user();
  const { id } = await build.mailing({ owner });
  const at = '2024-04-07T10:00:00Z';
  await writeAttempts(owner, id, [{ at, status: 'SUCCESS', domain: 'example.com' }]);
  const manager = await em();
  let summing!: Promise<number>;
  await manager.transactional(async (held) => {
    await held.execute("select pg_advisory_xact_lock(hashtext('postline:sums'))");
    summing = sum();
    // It has announced the day, and waits before it reads.
    await expect
      .poll(
        async () =>
          (await manager.fork().execute(`select from pg_locks where locktype = 'advisory' and not granted`))
            .length,
      )
      .toBeGreaterThan(0);
    await writeAttempts(owner, id, [{ at, status: 'SUCCESS', domain: 'example.com' }]);
  });
  expect(await summing).toBe(0);
  const filter = { to: '2024-07-01T00:00:00Z' };
  expect((await statisticsOf(owner, filter)).attempts).toBe(2);
  await sum();
  await sumsAddUp(await testApp());
  expect((await statisticsOf(owner, filter)).attempts).toBe(2);
});

test('who has counted and not committed stops the sums, and does not wait for them', async () => {
  await sum();
  const owner = await build.user();
  const { id } = await build.mailing({ owner });
  const at = '2024-04-09T10:00:00Z';
  await writeAttempts(owner, id, [{ at, status: 'SUCCESS', domain: 'example.com' }]);
  const manager = await em();
  await manager.transactional(async (open) => {
    await open.execute('update attempt_count set succeeded = succeeded where mailing_id = ?', [id]);
    expect(await sum()).toBe(0);
  });
  expect((await statisticsOf(owner, { to: '2024-07-01T00:00:00Z' })).attempts).toBe(1);
});
