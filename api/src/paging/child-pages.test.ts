import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import type { User } from '../accounts/user.entity.ts';

const NESTED = `{ mailings(first: 100, orderBy: { field: NAME, direction: ASC }) { nodes { name
  runs(first: 2) { nodes { runNumber } edges { cursor } pageInfo { hasNextPage endCursor } totalCount }
  attempts(first: 1) { nodes { serverResponse } totalCount } } } }`;
const DELIVERIES = `{ recipients(first: 100) { nodes {
  deliveries(first: 3) { nodes { email } pageInfo { hasNextPage } totalCount } } } }`;
const RUNS_AFTER = `query ($id: ID!, $after: String) { mailing(id: $id) {
  runs(first: 2, after: $after) { nodes { runNumber } pageInfo { hasNextPage hasPreviousPage } totalCount }
  oldest: runs(last: 1) { nodes { runNumber } pageInfo { hasPreviousPage } } } }`;

/** Mailings with this many finished runs each, one delivery and one attempt a run, all to the same person. */
async function history(owner: User, { mailings, runs }: { mailings: number; runs: number }) {
  const { orm } = await testApp();
  const em = orm.em.fork();
  const message = await build.message({ owner });
  const person = await build.recipient({ owner });
  for (let number = 0; number < mailings; number++) {
    const values = { name: `Mailing ${String(number).padStart(3, '0')}`, status: 'COMPLETED' as const };
    const mailing = await build.mailing({ owner, message, values });
    await em.execute(
      `with run as (
         insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, status, subject, body, format,
           launched_from, finished_at, total, sent)
         select ?, ?, n, 'MANUAL', 'ALL', 'COMPLETED', '', '', 'TEXT', 'CREATED', now(), 1, 1 from generate_series(1, ?) n
         returning id
       ), delivery as (
         insert into delivery (run_id, recipient_id, email, address_hash, state, tries)
         select id, ?, 'person@example.com', address_hash('person@example.com'), 'SENT', 1 from run
         returning id, run_id
       )
       insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
       select id, run_id, ?, ?, 'SUCCESS', '250 ok' from delivery`,
      [mailing.id, owner.id, runs, person.id, mailing.id, owner.id],
    );
  }
}

test.each([1, 40])(
  'the first pages below %i parents come in one statement each, with their counts',
  async (mailings) => {
    const owner = await build.user();
    await history(owner, { mailings, runs: 3 });
    // The viewer, the mailings, and for runs and attempts a page and a count.
    const { mailings: page } = await expectQueries(6, () => as(owner).ask(NESTED));
    expect(page.nodes).toHaveLength(mailings);
    for (const { runs, attempts } of page.nodes) {
      expect(runs).toMatchObject({ nodes: [{ runNumber: 3 }, { runNumber: 2 }], totalCount: 3 });
      expect(runs.pageInfo).toEqual({ hasNextPage: true, endCursor: runs.edges[1].cursor });
      expect(attempts).toEqual({ nodes: [{ serverResponse: '250 ok' }], totalCount: 3 });
    }
  },
);

test('the deliveries of many recipients, each their own', async () => {
  const owner = await build.user();
  await history(owner, { mailings: 2, runs: 2 });
  await build.people(owner, 20);
  const { recipients } = await expectQueries(4, () => as(owner).ask(DELIVERIES));
  const counts = recipients.nodes.map(
    ({ deliveries }: { deliveries: { totalCount: number } }) => deliveries.totalCount,
  );
  expect(counts).toEqual([...Array(20).fill(0), 4]);
  expect(recipients.nodes.at(-1).deliveries).toMatchObject({
    nodes: Array.from({ length: 3 }, () => ({ email: 'person@example.com' })),
    pageInfo: { hasNextPage: true },
  });
});

test('the pages after the first go on where it ended', async () => {
  const owner = await build.user();
  await history(owner, { mailings: 1, runs: 5 });
  const { mailings } = await as(owner).ask(
    '{ mailings { nodes { id runs(first: 2) { pageInfo { endCursor } } } } }',
  );
  const [{ id, runs }] = mailings.nodes;
  const { mailing } = await as(owner).ask(RUNS_AFTER, { id, after: runs.pageInfo.endCursor });
  expect(mailing.runs).toEqual({
    nodes: [{ runNumber: 3 }, { runNumber: 2 }],
    pageInfo: { hasNextPage: true, hasPreviousPage: true },
    totalCount: 5,
  });
  expect(mailing.oldest).toEqual({ nodes: [{ runNumber: 1 }], pageInfo: { hasPreviousPage: true } });
});

test('pages of different sizes in one request each have their own', async () => {
  const owner = await build.user();
  await history(owner, { mailings: 2, runs: 2 });
  const page = 'nodes { runNumber } pageInfo { hasNextPage }';
  const { mailings } = await as(owner).ask(
    `{ mailings { nodes { one: runs(first: 1) { ${page} } all: runs(first: 3) { ${page} } again: runs(first: 3) { ${page} } } } }`,
  );
  for (const { one, all, again } of mailings.nodes) {
    expect(one).toEqual({ nodes: [{ runNumber: 2 }], pageInfo: { hasNextPage: true } });
    expect(all).toEqual({ nodes: [{ runNumber: 2 }, { runNumber: 1 }], pageInfo: { hasNextPage: false } });
    expect(again).toEqual(all);
  }
});

test('the people of many mailings, chosen one by one, and what follows their first page', async () => {
  const owner = await build.user();
  for (const people of [3, 0, 5]) await build.mailing({ owner, people });
  const PEOPLE = `{ mailings(orderBy: { field: CREATED_AT, direction: ASC }) {
    nodes { id recipients(first: 4) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } } } }`;
  // The viewer, the mailings, a page and a count.
  const { mailings } = await expectQueries(4, () => as(owner).ask(PEOPLE));
  const { orm } = await testApp();
  const chosen = await orm.em.fork().execute<{ id: string; people: string[] }[]>(
    `select mailing.id::text, coalesce(array_agg(recipient_id::text order by recipient_id)
         filter (where recipient_id is not null), '{}') as people
       from mailing left join mailing_recipient on mailing_id = mailing.id where owner_id = ? group by mailing.id order by mailing.id`,
    [owner.id],
  );
  const seen = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id);
  expect(mailings.nodes).toHaveLength(3);
  for (const [index, { id, recipients }] of mailings.nodes.entries()) {
    const { people } = chosen[index]!;
    expect(seen(recipients)).toEqual(people.slice(0, 4));
    expect(recipients).toMatchObject({
      totalCount: people.length,
      pageInfo: { hasNextPage: people.length > 4 },
    });
    const rest = await as(owner).ask(
      'query ($id: ID!, $after: String) { mailing(id: $id) { recipients(after: $after) { nodes { id } } } }',
      { id, after: recipients.pageInfo.endCursor },
    );
    expect(seen(rest.mailing.recipients)).toEqual(people.slice(recipients.nodes.length));
  }
});

test('the deliveries of many runs, by several filters in one request', async () => {
  const owner = await build.user();
  for (let number = 0; number < 3; number++) {
    const { id } = await build.mailing({ owner, people: 4 });
    const { launchSend } = await as(owner).ask(
      'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
      { id },
    );
    const { orm } = await testApp();
    await orm.em.fork().execute(
      `with failed as (update delivery set state = 'FAILED' where id in (
           select id from delivery where run_id = ? order by id limit ?) returning id)
         update mailing_run set failed = ?, pending = pending - ? where id = ?`,
      [launchSend.id, number, number, number, launchSend.id],
    );
  }
  const FILTERED = `{ mailingRuns { nodes {
    failed: deliveries(first: 1, filter: { state: FAILED }) { nodes { state } totalCount pageInfo { hasNextPage } }
    last: deliveries(first: 5, filter: { search: "person 4" }) { nodes { state recipient { fullName } } totalCount }
    all: deliveries(first: 2) { nodes { email } totalCount } } } }`;
  // The viewer and the runs; for each filter a page and a count; the people, and the mails on the wire.
  const { mailingRuns } = await expectQueries(10, () => as(owner).ask(FILTERED));
  expect(mailingRuns.nodes).toHaveLength(3);
  for (const [index, { failed, last, all }] of mailingRuns.nodes.entries()) {
    const howMany = 2 - index;
    expect(failed).toEqual({
      nodes: Array.from({ length: Math.min(howMany, 1) }, () => ({ state: 'FAILED' })),
      totalCount: howMany,
      pageInfo: { hasNextPage: howMany > 1 },
    });
    expect(last).toEqual({
      nodes: [{ state: 'PENDING', recipient: { fullName: 'Person 4' } }],
      totalCount: 1,
    });
    expect(all).toMatchObject({ nodes: { length: 2 }, totalCount: 4 });
  }
});

test('what is on the wire in each of many runs is found as such, and not as pending', async () => {
  const owner = await build.user();
  const { orm } = await testApp();
  for (let number = 0; number < 3; number++) {
    const { id } = await build.mailing({ owner, people: 4 });
    const { launchSend } = await as(owner).ask(
      'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
      { id },
    );
    await orm.em.fork().execute(
      `insert into lease (run_id, worker_id, expires_at, in_flight) select ?, 0, now() + interval '1 hour',
         array(select id from delivery where run_id = ? order by id limit ?)`,
      [launchSend.id, launchSend.id, number],
    );
  }
  const WIRE = `{ mailingRuns { nodes {
    sending: deliveries(filter: { state: SENDING }) { nodes { state } totalCount }
    pending: deliveries(filter: { state: PENDING }) { nodes { state } totalCount } } } }`;
  const { mailingRuns } = await as(owner).ask(WIRE);
  // No worker has this lease: a worker of another test would treat it as that of one that died.
  await orm.em.fork().execute('delete from lease where worker_id = 0');
  const page = (state: string, howMany: number) => ({
    nodes: Array.from({ length: howMany }, () => ({ state })),
    totalCount: howMany,
  });
  expect(mailingRuns.nodes).toEqual(
    [2, 1, 0].map((wire) => ({ sending: page('SENDING', wire), pending: page('PENDING', 4 - wire) })),
  );
});

test('a search within a run counts a thousand matches, and says that there are more', async () => {
  const count = await searchCounts({ people: 1001 });
  expect(await count('person')).toEqual({ totalCount: 1000, totalCountIsExact: false });
  expect(await count('person 10')).toEqual({ totalCount: 13, totalCountIsExact: true });
  expect(await count('')).toEqual({ totalCount: 1001, totalCountIsExact: true });
});

test('in a large run many matches are those of the first ten thousand, and few are all', async () => {
  const count = await searchCounts({ people: 10_200 });
  expect(await count('person 7')).toEqual({ totalCount: 1000, totalCountIsExact: false });
  expect(await count('person 99')).toEqual({ totalCount: 111, totalCountIsExact: false });
  // Eleven among the first ten thousand.
  expect(await count('person 101')).toEqual({ totalCount: 111, totalCountIsExact: true });
  expect(await count('nobody')).toEqual({ totalCount: 0, totalCountIsExact: true });
});

/** Counts what a search within a run to so many people finds. */
async function searchCounts({ people }: { people: number }) {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people });
  const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { launchSend } = await as(owner).ask(LAUNCH, { id });
  const COUNT = `query ($id: ID!, $search: String) { mailingRun(id: $id) {
    deliveries(first: 1, filter: { search: $search }) { totalCount totalCountIsExact } } }`;
  return async (search: string) =>
    (await as(owner).ask(COUNT, { id: launchSend.id, search })).mailingRun.deliveries;
}
