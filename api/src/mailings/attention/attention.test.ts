import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endedRun } from '../../../test/ended-run.ts';
import type { User } from '../../accounts/user.entity.ts';
import { startDueMailing } from '../../sending/starts/start-due-mailing.ts';
import { Mailing } from '../mailing.entity.ts';

const ONE = 'query ($id: ID!) { mailing(id: $id) { attention } }';
const LIST = 'query ($filter: MailingFilter) { mailings(filter: $filter) { nodes { id } totalCount } }';
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

const attentionOf = async (owner: User, id: number | string) =>
  (await as(owner).ask(ONE, { id })).mailing.attention;
const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

test.each([
  ['FAILURES', ['SENT', 'FAILED']],
  ['UNKNOWN', ['FAILED', 'UNKNOWN']],
  [null, ['SENT', 'SENT']],
] as const)('a mailing has %s after a run with %j', async (attention, states) => {
  const { owner, mailingId } = await endedRun([...states]);
  expect(await attentionOf(owner, mailingId)).toBe(attention);
});

test('old failures wait for nobody', async () => {
  const { owner, mailingId } = await endedRun(['FAILED']);
  await execute("update mailing_run set finished_at = now() - interval '8 days' where mailing_id = ?", [
    mailingId,
  ]);
  expect(await attentionOf(owner, mailingId)).toBeNull();
});

test('a paused run waits for a person, and a disabled mailing even more', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const { launchSend: run } = await as(owner).ask(LAUNCH, { id });
  expect(await attentionOf(owner, id)).toBeNull();
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run.id });
  expect(await attentionOf(owner, id)).toBe('PAUSED');
  await as(await build.manager()).ask('mutation ($id: ID!) { disableMailing(id: $id) { id } }', { id });
  expect(await attentionOf(owner, id)).toBe('DISABLED');
});

test('a refused start waits until the next launch', async () => {
  const owner = await build.user();
  const startAt = new Date(Date.now() - 1000);
  const { id } = await build.mailing({ owner, values: { startAt, nextRunAt: startAt } });
  expect(await attentionOf(owner, id)).toBe('NO_AUDIENCE');
  await startDueMailing((await testApp()).asSchedule(), id);
  expect(await attentionOf(owner, id)).toBe('START_REFUSED');
  const [recipient] = await build.people(owner, 1);
  await as(owner).ask(
    'mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { id } }',
    {
      id,
      input: { recipientIds: [recipient], startAt: null },
    },
  );
  await as(owner).ask(LAUNCH, { id });
  expect(await attentionOf(owner, id)).toBeNull();
});

test('an empty list is nobody', async () => {
  const owner = await build.user();
  const values = { startAt: new Date(Date.now() + 60_000), nextRunAt: new Date(Date.now() + 60_000) };
  const empty = await build.mailing({ owner, lists: [await build.list({ owner })], values });
  const recipients = [await build.recipient({ owner })];
  const full = await build.mailing({ owner, lists: [await build.list({ owner, recipients })], values });
  expect(await attentionOf(owner, empty.id)).toBe('NO_AUDIENCE');
  expect(await attentionOf(owner, full.id)).toBeNull();
});

test('mailings are filtered by it, and by whether a start is armed', async () => {
  const { owner, mailingId } = await endedRun(['FAILED']);
  await endedRun(['FAILED']);
  const nextRunAt = new Date(Date.now() + 60_000);
  const armed = await build.mailing({ owner, people: 1, values: { startAt: nextRunAt, nextRunAt } });
  const found = async (filter: object) =>
    (await as(owner).ask(LIST, { filter })).mailings.nodes.map(({ id }: { id: string }) => Number(id));
  expect(await found({ needsAttention: true })).toEqual([mailingId]);
  expect(await found({ isArmed: true })).toEqual([armed.id]);
  expect(await found({ isArmed: false })).toEqual([mailingId]);
  const { orm } = await testApp();
  await orm.em.fork().nativeUpdate(Mailing, armed.id, { isActive: false });
  expect(await found({ needsAttention: true, isArmed: true })).toEqual([armed.id]);
});
