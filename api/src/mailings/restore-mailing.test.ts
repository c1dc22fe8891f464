import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import type { User } from '../accounts/user.entity.ts';
import { startDueMailing } from '../sending/starts/start-due-mailing.ts';

const DELETE = `mutation ($id: ID!, $only: Boolean) { deleteMailing(id: $id, onlyIfRestorable: $only) }`;
const FIELDS = `id name status isActive startAt endAt timeZone nextRunAt createdAt updatedAt audienceCount attention
  message { id } sender { id } interval { id } owner { id } lists { id } segments { id } recipients(first: 9) { nodes { id } }
  allowedHours { days from until } disabledReason`;
const RESTORE = `mutation ($id: ID!) { restoreMailing(id: $id) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { mailing(id: $id) { ${FIELDS} } }`;

const execute = async <T>(sql: string, params: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

async function scheduled(owner: User, startAt: Date, interval?: { every: number; unit: 'DAY' }) {
  return build.mailing({
    owner,
    people: 2,
    values: {
      startAt,
      nextRunAt: startAt,
      ...(interval && { interval: (await build.interval(interval)) as never }),
    },
  });
}

test('a deleted draft comes back as it was, with audience and schedule', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, recipients: [await build.recipient({ owner })] });
  const mailing = await build.mailing({
    owner,
    people: 2,
    lists: [list],
    values: {
      startAt: new Date('2040-01-01T08:00Z'),
      endAt: new Date('2041-01-01T08:00Z'),
      nextRunAt: new Date('2040-01-01T08:00Z'),
      timeZone: 'Europe/Moscow',
      interval: (await build.interval({ every: 2, unit: 'DAY' })) as never,
      sender: (await build.sender({ owner })) as never,
      allowedDays: [1, 5],
      allowedFrom: 60,
      allowedUntil: 120,
    },
  });
  const segment = await build.segment({ owner });
  await execute('insert into mailing_segment (mailing_id, segment_id) values (?, ?)', [
    mailing.id,
    segment.id,
  ]);
  await execute(
    `insert into mailing_start (mailing_id, due_at, outcome, faults) values (?, now(), 'REFUSED', '[{"code":"NOBODY_ACTIVE"}]')`,
    [mailing.id],
  );
  const { id } = mailing;
  const before = (await as(owner).ask(ONE, { id })).mailing;
  expect(before).toMatchObject({ attention: 'START_REFUSED', segments: [{}], lists: [{}] });
  await as(owner).ask(DELETE, { id, only: true });
  expect((await as(owner).refused(ONE, { id })).extensions.code).toBe('NOT_FOUND');
  expect((await as(owner).ask(RESTORE, { id })).restoreMailing).toEqual(before);
  expect((await as(owner).ask(ONE, { id })).mailing).toEqual(before);
  const actions = `select action from audit_entry where subject = 'MAILING' and subject_id = ? order by id`;
  expect(await execute(actions, [String(id)])).toEqual([
    { action: 'MAILING_DELETED' },
    { action: 'MAILING_RESTORED' },
  ]);
});

test('while it is deleted its start passes, and is not made up for', async () => {
  const owner = await build.user();
  const soon = new Date(Date.now() + 3_600_000);
  const [once, daily] = [
    await scheduled(owner, soon),
    await scheduled(owner, soon, { every: 1, unit: 'DAY' }),
  ];
  const past = new Date(Date.now() - 3_600_000);
  for (const { id } of [once, daily]) {
    await execute('update mailing set start_at = ?, next_run_at = ? where id = ?', [past, past, id]);
    await as(owner).ask(DELETE, { id });
    expect((await startDueMailing((await testApp()).asSchedule(), id)).outcome).toBe('NOT_DUE');
    expect(await execute('select from mailing_run where mailing_id = ?', [id])).toEqual([]);
    await as(owner).ask(RESTORE, { id });
    expect((await startDueMailing((await testApp()).asSchedule(), id)).outcome).toBe('NOT_DUE');
  }
  const nextOf = async ({ id }: { id: number }) => (await as(owner).ask(ONE, { id })).mailing.nextRunAt;
  expect(await nextOf(once)).toBeNull();
  expect(await nextOf(daily)).toBe(new Date(past.getTime() + 86_400_000).toISOString());
});

test('a restored mailing is launched by its schedule again', async () => {
  const owner = await build.user();
  const mailing = await scheduled(owner, new Date('2040-01-01'));
  await as(owner).ask(DELETE, { id: mailing.id });
  await as(owner).ask(RESTORE, { id: mailing.id });
  await execute('update mailing set next_run_at = now() where id = ?', [mailing.id]);
  expect((await startDueMailing((await testApp()).asSchedule(), mailing.id)).outcome).toBe('LAUNCHED');
});

test('without its message it stays away; a lost sender leaves the default one', async () => {
  const owner = await build.user();
  const sender = await build.sender({ owner });
  const mailing = await build.mailing({ owner, people: 1, values: { sender: sender as never } });
  const message = { id: (await as(owner).ask(ONE, { id: mailing.id })).mailing.message.id };
  await as(owner).ask(DELETE, { id: mailing.id });
  await as(owner).ask('mutation ($id: ID!) { deleteMessage(id: $id) }', message);
  await as(owner).ask('mutation ($id: ID!) { deleteSenderIdentity(id: $id) }', { id: sender.id });
  expect((await as(owner).refused(RESTORE, { id: mailing.id })).extensions).toMatchObject({
    code: 'CONFLICT',
    reason: 'MAILING_PART_DELETED',
  });
  await as(owner).ask('mutation ($id: ID!) { restoreMessage(id: $id) { id } }', message);
  expect((await as(owner).ask(RESTORE, { id: mailing.id })).restoreMailing).toMatchObject({
    message,
    sender: null,
  });
});

test('with runs it is deleted for good, unless only what can be restored was to go', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, recipients: [person] });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { id } = (await as(owner).ask(launch, { id: mailing.id })).launchSend;
  await endRun(id, { [person.id]: 'SENT' });
  expect((await as(owner).refused(DELETE, { id: mailing.id, only: true })).extensions).toMatchObject({
    code: 'CONFLICT',
    reason: 'MAILING_HAS_RUNS',
  });
  expect((await as(owner).ask(ONE, { id: mailing.id })).mailing.name).toBe(mailing.name);
  await as(owner).ask(DELETE, { id: mailing.id });
  expect((await as(owner).refused(RESTORE, { id: mailing.id })).extensions.code).toBe('NOT_FOUND');
});

test('others neither see nor restore it', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner });
  await as(owner).ask(DELETE, { id });
  expect((await as(await build.user()).refused(RESTORE, { id })).extensions).toEqual({ code: 'NOT_FOUND' });
  expect((await as(await build.manager()).refused(RESTORE, { id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(await build.superuser()).ask(RESTORE, { id })).restoreMailing.id).toBe(String(id));
});
