import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { freshenStatistics } from '../db/fresh-statistics.ts';
import type { User } from '../accounts/user.entity.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const ATTEMPTS = `query ($filter: AttemptFilter, $last: Int) {
  found: attempts(last: $last, filter: $filter) { nodes { email } totalCount totalCountIsExact } }`;
const DELIVERIES = `query ($filter: DeliveryLogFilter, $last: Int) {
  found: deliveries(last: $last, filter: $filter) { nodes { email } totalCount totalCountIsExact } }`;
const LONG_AGO = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' };
const SENT_LONG_AGO = { sentFrom: LONG_AGO.from, sentTo: LONG_AGO.to };

// More than a page looks at, on either side, and more than count as few.
const [OTHERS, CROWD] = [21_000, 5500];
let owner: User;

const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

/** A run to so many people, at this time: one is refused for good, the next two have no certain result. */
async function sendTo(name: string, { people, at }: { people: number; at: string }): Promise<void> {
  await execute(
    `insert into recipient (owner_id, email, full_name, attributes)
     select ?, ? || '-' || n || '@example.com', '', '{}' from generate_series(1, ?) n`,
    [owner.id, `${name}-${owner.id}`, people],
  );
  const { id } = await build.mailing({ owner, recipients: [await build.recipient({ owner })] });
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend.id as string;
  await endRun(run, {});
  await execute(
    `insert into delivery (run_id, recipient_id, email, address_hash, state, tries, sent_at)
     select ?, id, email, address_hash, case split_part(email, '@', 1) when ? then 'FAILED' when ? then 'UNKNOWN' else 'SENT' end,
       1, ?::timestamptz
     from recipient where owner_id = ? and email like ? order by id`,
    [run, `${name}-${owner.id}-1`, `${name}-${owner.id}-2`, at, owner.id, `${name}-%`],
  );
  await freshenStatistics((await testApp()).orm.em);
  await execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at)
     select delivery.id, run.id, run.mailing_id, run.owner_id,
       case state when 'SENT' then 'SUCCESS' when 'FAILED' then 'FAILURE' else 'UNKNOWN' end,
       case state when 'SENT' then 250 when 'FAILED' then 550 end, '', ?::timestamptz
     from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? order by delivery.id`,
    [at, run],
  );
}

beforeAll(async () => {
  owner = await build.user();
  await sendTo('older', { people: OTHERS, at: '2019-01-01T00:00:00Z' });
  await sendTo('rarely', { people: 4, at: '2020-01-01T12:00:00Z' });
  await sendTo('crowd', { people: CROWD, at: '2020-01-01T13:00:00Z' });
  await sendTo('newer', { people: OTHERS, at: '2030-01-01T00:00:00Z' });
});

async function ask(query: string, filter: Data, last?: number) {
  const search = `${filter['search'] as string}-${owner.id}`;
  const { found } = await as(owner).ask(query, { filter: { ...filter, search }, last });
  const emails = found.nodes.map(
    ({ email }: { email: string }) => email.replace(`-${owner.id}`, '').split('@')[0],
  );
  return { emails, count: found.totalCount, isExact: found.totalCountIsExact };
}

const exactly = (...emails: string[]) => ({ emails, count: emails.length, isExact: true });

test.each([
  ['few people, a rare status', { search: 'rarely', status: 'UNKNOWN' }, exactly('rarely-2')],
  ['few people, a rare reply code', { search: 'rarely', smtpCode: 550 }, exactly('rarely-1')],
  [
    'few people, a time',
    { search: 'rarely', ...LONG_AGO },
    exactly('rarely-4', 'rarely-3', 'rarely-2', 'rarely-1'),
  ],
  ['few people, nothing', { search: 'rarely', status: 'FAILURE', smtpCode: 421 }, exactly()],
  ['many people, a rare status', { search: 'crowd', status: 'UNKNOWN' }, exactly('crowd-2')],
  ['many people, a rare reply code', { search: 'crowd', smtpCode: 550 }, exactly('crowd-1')],
  ['many people, nothing', { search: 'crowd', smtpCode: 421 }, exactly()],
  ['many people, two conditions', { search: 'crowd', status: 'FAILURE', ...LONG_AGO }, exactly('crowd-1')],
])('attempts of long ago are found by %s', async (_, filter, expected) => {
  expect(await ask(ATTEMPTS, filter)).toEqual(expected);
  expect((await ask(ATTEMPTS, filter, 1)).emails).toEqual(expected.emails.slice(-1));
});

test.each([
  ['few people, a rare state', { search: 'rarely', state: 'UNKNOWN' }, exactly('rarely-2')],
  [
    'few people, a time and states',
    { search: 'rarely', states: ['SENT'], ...SENT_LONG_AGO },
    exactly('rarely-4', 'rarely-3'),
  ],
  [
    'many people, rare states',
    { search: 'crowd', states: ['FAILED', 'UNKNOWN'] },
    exactly('crowd-2', 'crowd-1'),
  ],
  ['many people, nothing', { search: 'crowd', state: 'SKIPPED' }, exactly()],
])('deliveries of long ago are found by %s', async (_, filter, expected) => {
  expect(await ask(DELIVERIES, filter)).toEqual(expected);
  expect((await ask(DELIVERIES, filter, 1)).emails).toEqual(expected.emails.slice(-1));
});

test('what many people got long ago is in order, and counted up to a thousand', async () => {
  const newest = Array.from({ length: 50 }, (_, index) => `crowd-${CROWD - index}`);
  const many = { emails: newest, count: 1000, isExact: false };
  expect(await ask(ATTEMPTS, { search: 'crowd', ...LONG_AGO })).toEqual(many);
  expect(await ask(DELIVERIES, { search: 'crowd', ...SENT_LONG_AGO })).toEqual(many);
  expect((await ask(ATTEMPTS, { search: 'crowd', ...LONG_AGO }, 2)).emails).toEqual(['crowd-2', 'crowd-1']);
});

test('a number is never less than what the page shows, however far away that is', async () => {
  const always = { from: '2000-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' };
  const { emails, count, isExact } = await ask(ATTEMPTS, { search: 'crowd', ...always });
  expect({ shown: emails.length, count, isExact }).toEqual({ shown: 50, count: 101, isExact: false });
});
