import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import type { User } from '../accounts/user.entity.ts';

const FIELDS = `id name status startAt endAt timeZone nextRunAt nextRuns(first: 10) interval { id } message { id }
  lists { id } recipients { nodes { id } } owner { id } updatedAt viewerCan { edit delete launch pause resume cancel reopen disable enable }`;
const CREATE = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteMailing(id: $id) }';
const ONE = `query ($id: ID!) { mailing(id: $id) { ${FIELDS} } }`;
const LIST = `query ($filter: MailingFilter, $orderBy: MailingOrder) {
  mailings(filter: $filter, orderBy: $orderBy) { nodes { name } totalCount } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

const ids = (things: { id: string | number }[]) => things.map(({ id }) => String(id));
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function parts(owner: User) {
  const message = await build.message({
    owner,
    subject: 'The {{ recipient.attributes.kind | default: "first" }} subject',
  });
  const recipients = await build.people(owner, 2);
  const list = await build.list({ owner });
  return { messageId: message.id, recipientIds: recipients, listIds: [list.id] };
}

test('a mailing is made with its message, audience, start and end', async () => {
  const owner = await build.user({ timeZone: 'Asia/Tokyo' });
  const input = { ...(await parts(owner)), startAt: soon(24), endAt: soon(48) };
  const { createMailing: made } = await as(owner).ask(CREATE, { input });
  expect(made).toMatchObject({
    name: 'The first subject',
    status: 'CREATED',
    timeZone: 'Asia/Tokyo',
    interval: null,
    startAt: input.startAt,
    endAt: input.endAt,
    nextRunAt: input.startAt,
    nextRuns: [input.startAt],
    message: { id: String(input.messageId) },
    owner: { id: String(owner.id) },
    lists: [{ id: String(input.listIds[0]) }],
    viewerCan: {
      edit: true,
      delete: true,
      launch: true,
      pause: false,
      resume: false,
      cancel: true,
      disable: false,
    },
  });
  expect(ids(made.recipients.nodes)).toEqual(input.recipientIds.map(String));
  expect((await as(owner).ask(ONE, { id: made.id })).mailing).toEqual(made);
});

test('a repetition shows its coming starts', async () => {
  const owner = await build.user();
  const interval = await build.interval({ every: 2, unit: 'HOUR' });
  const input = { ...(await parts(owner)), startAt: soon(1), endAt: soon(6), intervalId: interval.id };
  const { createMailing } = await as(owner).ask(CREATE, { input });
  const at = (hours: number) => new Date(Date.parse(input.startAt) + hours * 3_600_000).toISOString();
  expect(createMailing).toMatchObject({
    interval: { id: String(interval.id) },
    nextRuns: [at(0), at(2), at(4)],
  });
  const refused = await as(owner).refused('query ($id: ID!) { mailing(id: $id) { nextRuns(first: 11) } }', {
    id: createMailing.id,
  });
  expect(refused.extensions.problems).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['first'] }]);
});

test.each([
  [{ messageId: '2147483647' }, 'messageId', 'NO_SUCH_THING'],
  [{ recipientIds: ['2147483647'] }, 'recipientIds', 'NO_SUCH_THING'],
  [{ listIds: ['0'] }, 'listIds', 'NO_SUCH_THING'],
  [{ intervalId: 'x', startAt: '2030-01-01T00:00:00Z' }, 'intervalId', 'NO_SUCH_THING'],
  [{ name: ' ' }, 'name', 'REQUIRED'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'TIME_ZONE_UNKNOWN'],
  [{ timeZone: '+03:00' }, 'timeZone', 'TIME_ZONE_UNKNOWN'],
  [{ startAt: '2030-01-01T00:00:00Z', endAt: '2030-01-01T00:00:00Z' }, 'endAt', 'END_BEFORE_START'],
])('%j is refused for a new and for a kept mailing', async (wrong, path, code) => {
  const owner = await build.user();
  const problem = { code: 'INVALID', problems: [{ code, path: [path] }] };
  const input = { ...(await parts(owner)), ...wrong };
  expect((await as(owner).refused(CREATE, { input })).extensions).toMatchObject(problem);
  const { id } = await build.mailing({ owner });
  expect((await as(owner).refused(UPDATE, { id, input: wrong })).extensions).toMatchObject(problem);
});

test('an interval needs a start', async () => {
  const owner = await build.user();
  const { id: intervalId } = await build.interval({ every: 1, unit: 'DAY' });
  const problem = { code: 'INVALID', problems: [{ code: 'INTERVAL_NEEDS_START', path: ['startAt'] }] };
  const input = { ...(await parts(owner)), intervalId };
  expect((await as(owner).refused(CREATE, { input })).extensions).toMatchObject(problem);
  const { createMailing } = await as(owner).ask(CREATE, { input: { ...input, startAt: soon(1) } });
  const refused = await as(owner).refused(UPDATE, { id: createMailing.id, input: { startAt: null } });
  expect(refused.extensions).toMatchObject(problem);
});

test("message, recipients and lists are the owner's, whoever asks", async () => {
  const [owner, other, superuser] = [await build.user(), await build.user(), await build.superuser()];
  const [mine, theirs] = [await parts(owner), await parts(other)];
  const { id } = await build.mailing({ owner });
  for (const key of ['messageId', 'recipientIds', 'listIds'] as const) {
    const problem = { code: 'INVALID', problems: [{ code: 'NO_SUCH_THING', path: [key] }] };
    const wrong = { [key]: theirs[key] };
    expect((await as(owner).refused(CREATE, { input: { ...mine, ...wrong } })).extensions).toMatchObject(
      problem,
    );
    for (const user of [owner, superuser]) {
      expect((await as(user).refused(UPDATE, { id, input: wrong })).extensions).toMatchObject(problem);
    }
  }
  expect((await as(superuser).ask(UPDATE, { id, input: mine })).updateMailing.lists).toHaveLength(1);
});

test('an update changes what it names; null clears what can be absent', async () => {
  const owner = await build.user({ timeZone: 'Asia/Tokyo' });
  const { id: intervalId } = await build.interval({ every: 1, unit: 'DAY' });
  const input = {
    ...(await parts(owner)),
    startAt: soon(24),
    endAt: soon(48),
    intervalId,
    timeZone: 'Europe/Berlin',
  };
  const { createMailing: made } = await as(owner).ask(CREATE, { input });
  const update = async (changes: object) =>
    (await as(owner).ask(UPDATE, { id: made.id, input: changes })).updateMailing;
  expect(await update({ name: 'Named' })).toEqual({ ...made, name: 'Named', updatedAt: expect.any(String) });
  expect(await update({ recipientIds: [input.recipientIds[1]], listIds: null })).toMatchObject({
    recipients: { nodes: [{ id: String(input.recipientIds[1]) }] },
    lists: [],
  });
  expect(await update({ timeZone: null })).toMatchObject({ timeZone: 'Asia/Tokyo' });
  expect(await update({ intervalId: null, startAt: null, endAt: null })).toMatchObject({
    startAt: null,
    endAt: null,
    interval: null,
    nextRunAt: null,
    nextRuns: [],
  });
  for (const wrong of [{ messageId: null }, { name: null }]) {
    expect((await as(owner).refused(UPDATE, { id: made.id, input: wrong })).extensions.code).toBe('INVALID');
  }
});

test('what somebody saved meanwhile is not overwritten', async () => {
  const owner = await build.user();
  const { createMailing: seen } = await as(owner).ask(CREATE, { input: await parts(owner) });
  await as(owner).ask(UPDATE, { id: seen.id, input: { listIds: [], ifUpdatedAt: seen.updatedAt } });
  const stale = { name: 'Second', ifUpdatedAt: seen.updatedAt };
  const refused = await as(owner).refused(UPDATE, { id: seen.id, input: stale });
  expect(refused.extensions).toEqual({ code: 'CONFLICT', reason: 'CHANGED_MEANWHILE' });
});

describe('what may be changed when', () => {
  async function inStatus(status: 'CREATED' | 'RUNNING' | 'BETWEEN' | 'COMPLETED') {
    const owner = await build.user();
    const startAt = new Date(soon(1));
    const interval = await build.interval({ every: 1, unit: 'DAY' });
    const { orm } = await testApp();
    const mailing = await build.mailing({ owner, people: 1, values: { startAt, nextRunAt: startAt } });
    if (status === 'RUNNING') await as(owner).ask(LAUNCH, { id: mailing.id });
    else {
      await orm.em
        .fork()
        .execute('update mailing set status = ?, interval_id = ? where id = ?', [
          status === 'BETWEEN' ? 'RUNNING' : status,
          status === 'BETWEEN' ? interval.id : null,
          mailing.id,
        ]);
    }
    const answer = async (input: object) => {
      const { extensions } = await as(owner)
        .refused(UPDATE, { id: mailing.id, input })
        .catch(() => ({ extensions: null }));
      return extensions ? extensions.reason : 'saved';
    };
    return { owner, mailing, answer, other: await parts(owner) };
  }

  test.each([
    ['CREATED', 'saved'],
    ['BETWEEN', 'saved'],
    ['RUNNING', 'MAILING_RUNNING'],
    ['COMPLETED', 'MAILING_SENT'],
  ] as const)('%s: name and end always, the rest is %s', async (status, rest) => {
    const { answer, other, mailing } = await inStatus(status);
    expect(await answer({ name: 'Another', endAt: soon(72) })).toBe('saved');
    // A form that sends every field back unchanged changes nothing.
    const same = { messageId: String(mailing.message.id), startAt: mailing.startAt, timeZone: 'UTC' };
    expect(await answer({ ...same, name: 'Again' })).toBe('saved');
    expect(await answer({ messageId: String(other.messageId) })).toBe(rest);
    expect(await answer({ recipientIds: other.recipientIds })).toBe(rest);
    expect(await answer({ listIds: other.listIds })).toBe(rest);
    expect(await answer({ timeZone: 'Asia/Tokyo' })).toBe(rest);
    expect(await answer({ startAt: soon(2) })).toBe(rest);
  });

  test('a repetition that has no start left is completed', async () => {
    const after = async (input: object) => {
      const { owner, mailing } = await inStatus('BETWEEN');
      // As if it had begun an hour ago, with the next start tomorrow.
      const { orm } = await testApp();
      await orm.em
        .fork()
        .execute(
          "update mailing set start_at = now() - interval '1 hour', next_run_at = now() + interval '23 hours' where id = ?",
          [mailing.id],
        );
      return (await as(owner).ask(UPDATE, { id: mailing.id, input })).updateMailing;
    };
    expect(await after({ endAt: soon(22) })).toMatchObject({ status: 'COMPLETED', nextRunAt: null });
    expect(await after({ intervalId: null })).toMatchObject({ status: 'COMPLETED', nextRunAt: null });
    expect(await after({ intervalId: null, startAt: null })).toMatchObject({ status: 'COMPLETED' });
    expect((await after({ endAt: soon(24) })).status).toBe('RUNNING');
    expect((await after({ intervalId: null, startAt: soon(2) })).status).toBe('RUNNING');
  });

  test('a running mailing is not deleted, any other is, with its runs', async () => {
    const running = await inStatus('RUNNING');
    expect((await as(running.owner).refused(DELETE, { id: running.mailing.id })).extensions).toEqual({
      code: 'CONFLICT',
      reason: 'MAILING_RUNNING_DELETE',
    });
    await as(running.owner).ask('mutation ($id: ID!) { cancelMailing(id: $id) { status } }', {
      id: running.mailing.id,
    });
    expect((await as(running.owner).ask(DELETE, { id: running.mailing.id })).deleteMailing).toBe(
      String(running.mailing.id),
    );
    const { orm } = await testApp();
    const count = await orm.em
      .fork()
      .execute('select from mailing_run where mailing_id = ?', [running.mailing.id]);
    expect(count).toHaveLength(0);
  });
});

test('mailings are found by name, status and whether they are enabled, and sorted', async () => {
  const owner = await build.user();
  const make = (name: string, values: object) => build.mailing({ owner, values: { name, ...values } });
  await make('Gamma_', { status: 'COMPLETED', startAt: new Date('2030-01-01') });
  await make('beta', { isActive: false });
  await make('alpha', { startAt: new Date('2029-01-01') });
  const found = async (filter: object | null, orderBy?: object) =>
    (await as(owner).ask(LIST, { filter, orderBy })).mailings.nodes.map(({ name }: { name: string }) => name);
  expect(await found(null)).toEqual(['alpha', 'beta', 'Gamma_']);
  expect(await found({ search: 'ETA' })).toEqual(['beta']);
  expect(await found({ search: '_' })).toEqual(['Gamma_']);
  expect(await found({ status: 'CREATED', isActive: true })).toEqual(['alpha']);
  expect(await found({ isActive: false })).toEqual(['beta']);
  expect(await found({}, { field: 'START_AT', direction: 'ASC' })).toEqual(['alpha', 'Gamma_', 'beta']);
  expect(await found({}, { field: 'START_AT', direction: 'DESC' })).toEqual(['beta', 'Gamma_', 'alpha']);
});

test('others see nothing of a mailing; managers see, superusers may do everything', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const [stranger, manager, superuser] = [await build.user(), await build.manager(), await build.superuser()];
  const changes = [
    [UPDATE, { input: { name: 'Mine' } }],
    [DELETE, {}],
    [LAUNCH, {}],
  ] as const;
  for (const [document, rest] of [[ONE, {}] as const, ...changes]) {
    const hidden = await as(stranger).refused(document, { id, ...rest });
    expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(hidden).toEqual(await as(stranger).refused(document, { id: '2147483647', ...rest }));
  }
  for (const [document, rest] of changes) {
    expect((await as(manager).refused(document, { id, ...rest })).extensions.code).toBe('FORBIDDEN');
  }
  expect((await as(stranger).ask(LIST, { filter: { ownerId: owner.id } })).mailings.totalCount).toBe(0);
  expect((await as(manager).ask(ONE, { id })).mailing.viewerCan).toMatchObject({
    edit: false,
    delete: false,
    launch: false,
    cancel: false,
    disable: true,
  });
  expect((await as(superuser).ask(UPDATE, { id, input: { name: 'Theirs' } })).updateMailing.owner.id).toBe(
    String(owner.id),
  );
});
