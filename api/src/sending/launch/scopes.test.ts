import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';

const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) {
  id runNumber scope counts { total pending skipped }
  deliveries { nodes { email state skipReason recipient { id } } } } }`;

const inputOf = (mailing: Mailing, more: object) => ({ input: { mailingId: mailing.id, ...more } });
const launch = async (owner: User, mailing: Mailing, more: object = {}) =>
  (await as(owner).ask(LAUNCH, inputOf(mailing, more))).launchSend;
const refusal = async (owner: User, mailing: Mailing, more: object = {}) =>
  (await as(owner).refused(LAUNCH, inputOf(mailing, more))).extensions;
const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

async function sentBefore() {
  const owner = await build.user();
  const people = await Promise.all(Array.from({ length: 4 }, () => build.recipient({ owner })));
  const mailing = await build.mailing({ owner, recipients: people });
  const { id } = await launch(owner, mailing);
  const [failed, doubtful, leaving] = people;
  await endRun(id, { [failed!.id]: 'FAILED', [doubtful!.id]: 'UNKNOWN', [leaving!.id]: 'FAILED' });
  return { owner, mailing, failed: failed!, leaving: leaving!, reached: people[3]! };
}

test('FAILED_ONLY: who failed in the latest run, at the address of today', async () => {
  const { owner, mailing, failed, leaving } = await sentBefore();
  await execute("update recipient set email = 'better@example.com' where id = ?", [failed.id]);
  await execute('delete from recipient where id = ?', [leaving.id]);
  const run = await launch(owner, mailing, { scope: 'FAILED_ONLY' });
  expect(run).toMatchObject({
    runNumber: 2,
    scope: 'FAILED_ONLY',
    counts: { total: 2, pending: 1, skipped: 1 },
  });
  expect(run.deliveries.nodes).toEqual(
    expect.arrayContaining([
      {
        email: 'better@example.com',
        state: 'PENDING',
        skipReason: null,
        recipient: { id: String(failed.id) },
      },
      { email: leaving.email, state: 'SKIPPED', skipReason: 'DELETED', recipient: null },
    ]),
  );
  await endRun(run.id);
  expect(await refusal(owner, mailing, { scope: 'FAILED_ONLY' })).toMatchObject({
    problems: [{ code: 'NOBODY_LEFT' }],
  });
});

test('failedAudienceCount: who failed and would be sent to, not who wants no mail any more', async () => {
  const { owner, mailing, failed, leaving } = await sentBefore();
  const count = async () =>
    (await as(owner).ask('query ($id: ID!) { mailing(id: $id) { failedAudienceCount } }', { id: mailing.id }))
      .mailing.failedAudienceCount;
  expect(await count()).toBe(2);
  await build.suppression(owner, failed.email);
  expect(await count()).toBe(1);
  await execute('delete from recipient where id = ?', [leaving.id]);
  expect(await count()).toBe(0);
});

test('NOT_YET_SENT: everybody of today whom no earlier run reached, by address', async () => {
  const { owner, mailing, failed, leaving, reached } = await sentBefore();
  await execute('delete from recipient where id = ?', [reached.id]);
  const again = await build.recipient({ owner, email: reached.email.toUpperCase() });
  const fresh = await build.recipient({ owner });
  for (const { id } of [again, fresh])
    await execute('insert into mailing_recipient (mailing_id, recipient_id) values (?, ?)', [mailing.id, id]);
  const run = await launch(owner, mailing, { scope: 'NOT_YET_SENT' });
  const emails = run.deliveries.nodes.map(({ email }: { email: string }) => email);
  expect(emails.toSorted()).toEqual([failed.email, leaving.email, fresh.email].toSorted());
  await endRun(run.id);
  const extensions = await refusal(owner, mailing, { scope: 'NOT_YET_SENT' });
  expect(extensions).toMatchObject({ problems: [{ code: 'NOBODY_LEFT' }] });
});

test('a launch that was undone is not the latest run', async () => {
  const { owner, mailing } = await sentBefore();
  const held = await launch(owner, mailing, { scope: 'FAILED_ONLY', holdSeconds: 60 });
  await as(owner).ask('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id: held.id });
  const { status } = (
    await as(owner).ask('query ($id: ID!) { mailing(id: $id) { status } }', { id: mailing.id })
  ).mailing;
  expect(status).toBe('COMPLETED');
  expect((await launch(owner, mailing, { scope: 'FAILED_ONLY' })).counts.pending).toBe(2);
});

test('a reopened mailing goes to everybody again, as its next run', async () => {
  const { owner, mailing } = await sentBefore();
  await as(owner).ask('mutation ($id: ID!) { reopenMailing(id: $id) { status } }', { id: mailing.id });
  expect(await launch(owner, mailing)).toMatchObject({ runNumber: 2, counts: { total: 4 } });
});
