import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const FAILURES = `query ($id: ID!) { mailingRun(id: $id) { nextRetryAt failures { reason state count serverResponse } } }`;
const WHO = `query ($id: ID!, $filter: DeliveryFilter) { mailingRun(id: $id) {
  deliveries(filter: $filter) { nodes { email } totalCount totalCountIsExact } } }`;

test('failed deliveries are grouped by why their last attempt failed, and found by it', async () => {
  const owner = await build.user();
  const replies: [string, number | null, string][] = [
    ['a', 550, '550 5.1.1 No such user'],
    ['b', 550, '550 5.1.1 Nobody here has that name'],
    ['c', 552, '552 5.2.2 Mailbox full'],
    ['d', null, 'connect ECONNREFUSED'],
    ['sent', 250, '250 OK'],
  ];
  const people = new Map<string, Awaited<ReturnType<typeof build.recipient>>>();
  for (const [name] of replies) {
    people.set(name, await build.recipient({ owner, email: `${name}-${owner.id}@example.com` }));
  }
  const mailing = await build.mailing({ owner, recipients: [...people.values()] });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  await endRun(run, Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [people.get(name)!.id, 'FAILED'])));
  const em = (await testApp()).orm.em.fork();
  const attempt = (name: string, code: number | null, reply: string) =>
    em.execute(
      `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at)
       select delivery.id, run.id, run.mailing_id, run.owner_id, ?, ?, ?, now()
       from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? and recipient_id = ?`,
      [code === 250 ? 'SUCCESS' : 'FAILURE', code, reply, run, people.get(name)!.id],
    );
  // The last attempt determines the reason.
  await attempt('a', 451, '451 4.7.1 Greylisted');
  for (const [name, code, reply] of replies) await attempt(name, code, reply);

  const { failures, nextRetryAt } = (await as(owner).ask(FAILURES, { id: run })).mailingRun;
  expect(nextRetryAt).toBeNull();
  expect(failures).toMatchObject([
    { reason: 'NO_SUCH_MAILBOX', state: 'FAILED', count: 2 },
    { reason: 'MAILBOX_FULL', state: 'FAILED', count: 1, serverResponse: '552 5.2.2 Mailbox full' },
    { reason: 'NO_CONNECTION', state: 'FAILED', count: 1 },
  ]);
  await em.execute(
    "update delivery set state = 'DEFERRED', next_try_at = '2040-01-01T00:00:00Z' where recipient_id = ?",
    [people.get('c')!.id],
  );
  const later = (await as(owner).ask(FAILURES, { id: run })).mailingRun;
  expect(later.nextRetryAt).toEqual('2040-01-01T00:00:00.000Z');
  expect(later.failures).toContainEqual(
    expect.objectContaining({ reason: 'MAILBOX_FULL', state: 'DEFERRED' }),
  );

  const who = async (filter: object) => {
    const { nodes, ...rest } = (await as(owner).ask(WHO, { id: run, filter })).mailingRun.deliveries;
    return { names: nodes.map(({ email }: { email: string }) => email.split('-')[0]).join(''), ...rest };
  };
  expect(await who({ reason: 'NO_SUCH_MAILBOX' })).toEqual({
    names: 'ab',
    totalCount: 2,
    totalCountIsExact: true,
  });
  expect((await who({ reason: 'MAILBOX_FULL', state: 'DEFERRED' })).names).toBe('c');
  expect((await who({ reason: 'GREYLISTED' })).names).toBe('');
  expect((await who({ reason: 'REFUSED', search: 'sent' })).names).toBe('');
});
