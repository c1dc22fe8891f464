import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import type { User } from '../accounts/user.entity.ts';
import { dropOldDeliveries } from './drop-old-deliveries.ts';

const LAUNCH =
  'mutation ($id: ID!, $scope: SendScope) { launchSend(input: { mailingId: $id, scope: $scope }) { id } }';
const SEEN = `query ($owner: ID!, $mailing: ID!) {
  statistics(filter: { ownerId: $owner }) { attempts succeeded failed byDomain { domain succeeded } topErrors { reason count } }
  mailing(id: $mailing) { runs { nodes { status counts { total sent failed } } } } }`;
const manager = async () => (await testApp()).orm.em.fork();

/** A mailing of three people whose run ended so many months ago, with an attempt for each. */
async function old(owner: User, months: number, states: 'SENT' | 'UNKNOWN' = 'SENT') {
  const mailing = await build.mailing({ owner, people: 3 });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  const em = await manager();
  const [first] = await em.execute<{ recipient_id: number }[]>(
    'select recipient_id from delivery where run_id = ?',
    [run],
  );
  await endRun(run, { [first!.recipient_id]: states === 'UNKNOWN' ? 'UNKNOWN' : 'FAILED' });
  await em.execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, case state when 'SENT' then 'SUCCESS' else 'FAILURE' end,
       case state when 'SENT' then 250 else 550 end, case state when 'SENT' then '250 ok' else '550 5.1.1 nobody' end
     from delivery join mailing_run run on run.id = delivery.run_id where run.id = ?`,
    [run],
  );
  await em.execute('update mailing_run set finished_at = now() - make_interval(months => ?) where id = ?', [
    months,
    run,
  ]);
  return { id: String(mailing.id), run };
}

const rowsOf = async (run: string) =>
  (await manager()).execute(
    `select (select count(*)::int from delivery where run_id = ?) as deliveries,
       (select count(*)::int from attempt where run_id = ?) as attempts`,
    [run, run],
  );

test('what is older than so many months is dropped; statistics and counts stay as they were', async () => {
  const owner = await build.user();
  const [past, recent] = [await old(owner, 13), await old(owner, 11)];
  const seen = () => as(owner).ask(SEEN, { owner: owner.id, mailing: past.id });
  const before = await seen();
  expect(before.statistics).toMatchObject({ attempts: 6, succeeded: 4, failed: 2 });
  expect(await dropOldDeliveries(await manager(), 12)).toBeGreaterThanOrEqual(1);
  expect(await rowsOf(past.run)).toEqual([{ deliveries: 0, attempts: 0 }]);
  expect(await rowsOf(recent.run)).toEqual([{ deliveries: 3, attempts: 3 }]);
  expect(await seen()).toEqual(before);
  expect(await dropOldDeliveries(await manager(), 12)).toBe(0);
});

test('events of mails stay without addresses and texts', async () => {
  const owner = await build.user();
  const [past, recent] = [await old(owner, 13), await old(owner, 11)];
  const em = await manager();
  for (const { run } of [past, recent])
    await em.execute(
      `insert into mail_event (owner_id, address_hash, email, run_id, kind, source, words, raw)
       values (?, '\\x01', 'ann@example.com', ?, 'HARD_BOUNCE', 'REPORT', 'No such ann', 'To: ann')`,
      [owner.id, run],
    );
  await dropOldDeliveries(em, 12);
  const sql = 'select kind, email, words, raw from mail_event where owner_id = ? order by run_id';
  expect(await em.execute(sql, [owner.id])).toEqual([
    { kind: 'HARD_BOUNCE', email: null, words: null, raw: null },
    { kind: 'HARD_BOUNCE', email: 'ann@example.com', words: 'No such ann', raw: 'To: ann' },
  ]);
});

test('deliveries in doubt wait for somebody to decide', async () => {
  const { run } = await old(await build.user(), 24, 'UNKNOWN');
  await dropOldDeliveries(await manager(), 12);
  expect(await rowsOf(run)).toEqual([{ deliveries: 3, attempts: 3 }]);
});

test.each(['NOT_YET_SENT', 'FAILED_ONLY'])(
  'a launch with %s is refused where nobody knows any more who was reached',
  async (scope) => {
    const owner = await build.user();
    const { id } = await old(owner, 24);
    await dropOldDeliveries(await manager(), 12);
    const { extensions } = await as(owner).refused(LAUNCH, { id, scope });
    expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'HISTORY_DROPPED' }] });
  },
);
