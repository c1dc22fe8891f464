import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { endRun } from '../../test/end-run.ts';
import { testApp } from '../../test/database.ts';
import { runningServer, sessionOf } from '../../test/server.ts';

const LOG = `query ($filter: DeliveryLogFilter, $first: Int, $after: String) {
  deliveries(filter: $filter, first: $first, after: $after) {
    nodes { email state run { mailing { id } } } totalCount pageInfo { endCursor hasNextPage } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** An owner with two mailings that were sent: one person was refused, one is in doubt, one got both mails. */
async function sent() {
  const owner = await build.user();
  const people = await Promise.all(
    ['refused', 'doubt', 'both'].map((name) =>
      build.recipient({ owner, email: `${name}-${owner.id}@example.com`, fullName: `Name ${name}` }),
    ),
  );
  const [refused, doubt, both] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
  const first = await build.mailing({ owner, recipients: people });
  const run = (await as(owner).ask(LAUNCH, { id: first.id })).launchSend.id as string;
  await endRun(run, { [refused.id]: 'FAILED', [doubt.id]: 'UNKNOWN' });
  const second = await build.mailing({ owner, recipients: [both] });
  await as(owner).ask(LAUNCH, { id: second.id });
  return { owner, run, first, second, both };
}

test('the deliveries of all runs are listed and filtered, to the owner and to overseers', async () => {
  const { owner, run, first, second, both } = await sent();
  const look = async (filter: object, viewer = owner) =>
    (await as(viewer).ask(LOG, { filter })).deliveries.nodes
      .map(({ email, state }: { email: string; state: string }) => `${email.split('-')[0]} ${state}`)
      .toSorted();
  expect(await look({})).toEqual(['both PENDING', 'both SENT', 'doubt UNKNOWN', 'refused FAILED']);
  expect(await look({ states: ['FAILED', 'UNKNOWN'] })).toEqual(['doubt UNKNOWN', 'refused FAILED']);
  expect(await look({ state: 'SENT' })).toEqual(['both SENT']);
  expect(await look({ runId: run, state: 'PENDING' })).toEqual([]);
  expect(await look({ mailingId: second.id })).toEqual(['both PENDING']);
  expect(await look({ recipientId: both.id })).toEqual(['both PENDING', 'both SENT']);
  expect(await look({ search: 'name doubt' })).toEqual(['doubt UNKNOWN']);
  expect(await look({ sentTo: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await look({ mailingId: first.id, ownerId: owner.id }, await build.manager())).toHaveLength(3);
  expect(await look({ ownerId: owner.id }, await build.user())).toEqual([]);
});

test('what a lease has announced is on the wire, and not pending', async () => {
  const { owner, second } = await sent();
  const em = (await testApp()).orm.em.fork();
  await em.execute(
    `insert into lease (run_id, worker_id, expires_at, in_flight)
     select run.id, 0, now() + interval '1 minute', array[delivery.id] from mailing_run run
     join delivery on delivery.run_id = run.id where run.mailing_id = ?`,
    [second.id],
  );
  const count = async (state: string) =>
    (await as(owner).ask(LOG, { filter: { state } })).deliveries.totalCount as number;
  expect([await count('SENDING'), await count('PENDING')]).toEqual([1, 0]);
});

test('pages follow each other', async () => {
  const { owner } = await sent();
  const { nodes, pageInfo } = (await as(owner).ask(LOG, { first: 3 })).deliveries;
  expect([nodes.length, pageInfo.hasNextPage]).toEqual([3, true]);
  const next = (await as(owner).ask(LOG, { first: 3, after: pageInfo.endCursor })).deliveries;
  expect(next.nodes).toHaveLength(1);
});

test('the same can be downloaded, with the mailing and the run', async () => {
  const { owner, first } = await sent();
  const { url } = await runningServer();
  const headers = { cookie: await sessionOf(owner) };
  const answer = await fetch(`${url}/export/deliveries.csv?state=FAILED`, { headers });
  const [titles, row, ...rest] = (await answer.text()).trim().split('\r\n');
  expect(titles).toContain('Mailing');
  expect(row).toMatch(new RegExp(`refused-.*${first.name}`));
  expect(rest).toEqual([]);
  const wrong = await fetch(`${url}/export/deliveries.csv?state=nonsense`, { headers });
  expect(wrong.status).toBe(422);
});
