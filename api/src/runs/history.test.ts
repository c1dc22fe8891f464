import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import type { User } from '../accounts/user.entity.ts';

const RUNS = `query ($filter: MailingRunFilter) { mailingRuns(filter: $filter) { nodes { id } totalCount } }`;
const ATTEMPTS = `query ($filter: AttemptFilter) { attempts(filter: $filter) {
  nodes { id email status smtpCode runNumber triggerType mailing { id } run { id } recipient { id } } totalCount } }`;
const DELIVERIES = `query ($id: ID!, $filter: DeliveryFilter) { mailingRun(id: $id) {
  deliveries(filter: $filter) { nodes { email state lastResponse } totalCount } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** A run that has ended with one attempt each: Anna's mail was sent, Boris's was refused. */
async function sentTo(owner: User) {
  const anna = await build.recipient({ owner, fullName: 'Анна_К', email: `anna${owner.id}@example.com` });
  const boris = await build.recipient({ owner, fullName: 'Boris', email: `boris${owner.id}@example.com` });
  const mailing = await build.mailing({ owner, recipients: [anna, boris] });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  await endRun(run, { [boris.id]: 'FAILED' });
  const { orm } = await testApp();
  await orm.em.fork().execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at)
     select delivery.id, run.id, run.mailing_id, run.owner_id, case state when 'SENT' then 'SUCCESS' else 'FAILURE' end,
       case state when 'SENT' then 250 else 550 end, 'reply', timestamptz '2030-01-01' + recipient_id % 2 * interval '1 day'
     from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? order by delivery.id`,
    [run],
  );
  return { anna, boris, mailing, run };
}

test('runs are found by status, mailing, owner and time', async () => {
  const owner = await build.user();
  const { mailing, run } = await sentTo(owner);
  const other = await build.mailing({ owner, people: 1 });
  const going = (await as(owner).ask(LAUNCH, { id: other.id })).launchSend.id;
  const found = async (filter: object | null) =>
    (await as(owner).ask(RUNS, { filter })).mailingRuns.nodes.map(({ id }: { id: string }) => id);
  expect(await found(null)).toEqual([going, run]);
  expect(await found({ status: 'COMPLETED' })).toEqual([run]);
  expect(await found({ mailingId: mailing.id, ownerId: owner.id })).toEqual([run]);
  expect(await found({ from: '2040-01-01T00:00:00Z' })).toEqual([]);
  expect(await found({ from: '2020-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' })).toHaveLength(2);
  expect(await found({ mailingId: 'x' })).toEqual([]);
});

test('attempts are found by everything that is known of them', async () => {
  const owner = await build.user();
  const { anna, boris, mailing, run } = await sentTo(owner);
  const found = async (filter: object | null) =>
    (await as(owner).ask(ATTEMPTS, { filter })).attempts.nodes
      .map(({ email }: { email: string }) => email)
      .toSorted();
  const both = [anna.email, boris.email];
  expect(await found(null)).toEqual(both);
  expect(await found({ status: 'FAILURE' })).toEqual([boris.email]);
  expect(await found({ mailingId: mailing.id, runId: run, ownerId: owner.id })).toEqual(both);
  expect(await found({ smtpCode: 250 })).toEqual([anna.email]);
  const { orm } = await testApp();
  await orm.em.fork().execute(
    `with server as (insert into mail_server (label) values (?) returning id)
     update attempt set server_id = server.id from server where run_id = ? and smtp_code = 550`,
    [`history-${owner.id}`, run],
  );
  expect(await found({ server: `history-${owner.id}` })).toEqual([boris.email]);
  expect(await found({ server: 'nowhere' })).toEqual([]);
  for (const smtpCode of [0, -1, 40_000, 2_147_483_647]) expect(await found({ smtpCode })).toEqual([]);
  expect(await found({ search: 'анна_' })).toEqual([anna.email]);
  expect(await found({ search: `BORIS${owner.id}@` })).toEqual([boris.email]);
  expect(await found({ search: ' \0 ' })).toEqual(both);
  expect(await found({ search: '%' })).toEqual([]);
  expect(await found({ from: '2030-01-01T00:00:00Z', to: '2030-01-03T00:00:00Z' })).toEqual(both);
  expect(await found({ from: '2030-01-03T00:00:00Z' })).toEqual([]);
  expect(await found({ runId: '99999999999' })).toEqual([]);
});

test('an attempt leads to everything it belongs to, also after the recipient was deleted', async () => {
  const owner = await build.user();
  const { boris, mailing, run } = await sentTo(owner);
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: boris.id });
  const { attempts } = await as(owner).ask(ATTEMPTS, { filter: { search: boris.email } });
  expect(attempts.nodes).toEqual([
    {
      id: expect.any(String),
      email: boris.email,
      status: 'FAILURE',
      smtpCode: 550,
      recipient: null,
      runNumber: 1,
      triggerType: 'MANUAL',
      mailing: { id: String(mailing.id) },
      run: { id: run },
    },
  ]);
});

test('deliveries are found by state, name and address', async () => {
  const owner = await build.user();
  const { anna, boris, run } = await sentTo(owner);
  const found = async (filter: object | null) =>
    (await as(owner).ask(DELIVERIES, { id: run, filter })).mailingRun.deliveries.nodes.map(
      ({ email }: { email: string }) => email,
    );
  expect(await found(null)).toEqual([anna.email, boris.email]);
  expect(await found({ state: 'FAILED' })).toEqual([boris.email]);
  for (const state of ['PENDING', 'SENDING', 'DEFERRED', 'SKIPPED', 'UNKNOWN'])
    expect(await found({ state })).toEqual([]);
  expect(await found({ search: 'АННА_' })).toEqual([anna.email]);
  expect(await found({ search: 'boris', state: 'SENT' })).toEqual([]);
  expect(await found({ search: '\0' })).toEqual([anna.email, boris.email]);
});

test('others find nothing, managers everything', async () => {
  const owner = await build.user();
  const { anna, mailing, run } = await sentTo(owner);
  const [stranger, manager] = [await build.user(), await build.manager()];
  for (const filter of [{ ownerId: owner.id }, { mailingId: mailing.id }]) {
    expect((await as(stranger).ask(RUNS, { filter })).mailingRuns).toEqual({ nodes: [], totalCount: 0 });
    expect((await as(stranger).ask(ATTEMPTS, { filter })).attempts).toEqual({ nodes: [], totalCount: 0 });
    expect((await as(manager).ask(RUNS, { filter })).mailingRuns.totalCount).toBe(1);
    expect((await as(manager).ask(ATTEMPTS, { filter })).attempts.totalCount).toBe(2);
  }
  for (const filter of [{ runId: run }, { search: anna.email }]) {
    expect((await as(stranger).ask(ATTEMPTS, { filter })).attempts.totalCount).toBe(0);
    expect((await as(manager).ask(ATTEMPTS, { filter })).attempts.totalCount).toBeGreaterThan(0);
  }
});
