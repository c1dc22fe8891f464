import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';

/** Objects in lists in objects …, nested this many levels deep. */
const nested = (levels: number) =>
  JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as Record<string, unknown>;

const FIELDS = `id email fullName comment attributes status lists { name } owner { id } createdAt updatedAt
  viewerCan { edit delete }`;
const CREATE = `mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteRecipient(id: $id) }';
const ONE = `query ($id: ID!) { recipient(id: $id) { ${FIELDS} } }`;
const LIST = `query ($filter: RecipientFilter, $orderBy: RecipientOrder) {
  recipients(filter: $filter, orderBy: $orderBy) { nodes { id email } totalCount } }`;

test('a recipient is kept as it was typed, without spaces around it', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Friends' });
  const { createRecipient } = await as(owner).ask(CREATE, {
    input: {
      email: '  Anna@Example.com ',
      fullName: ' Анна ',
      comment: 'from the fair\nin May',
      attributes: { city: 'Köln', tags: ['a', 1, null] },
      listIds: [list.id, list.id],
    },
  });
  expect(createRecipient).toMatchObject({
    email: 'Anna@Example.com',
    fullName: 'Анна',
    comment: 'from the fair\nin May',
    attributes: { city: 'Köln', tags: ['a', 1, null] },
    status: 'ACTIVE',
    lists: [{ name: 'Friends' }],
    owner: { id: String(owner.id) },
    viewerCan: { edit: true, delete: true },
  });
  expect((await as(owner).ask(ONE, { id: createRecipient.id })).recipient).toEqual(createRecipient);
});

test.each([
  [{ email: 'nobody' }, 'email', 'EMAIL_NO_AT'],
  [{ email: 'a@b@example.com' }, 'email', 'EMAIL_SEVERAL_AT'],
  [{ email: 'a@example.com\r\nBcc: b@example.com' }, 'email', 'EMAIL_CONTROL_CHARACTER'],
  [{ email: '' }, 'email', 'EMAIL_EMPTY'],
  [{ fullName: 'x'.repeat(201) }, 'fullName', 'TOO_LONG'],
  [{ fullName: 'Anna\nBcc: b@example.com' }, 'fullName', 'CONTROL_CHARACTER'],
  [{ fullName: 'half \ud83d' }, 'fullName', 'CONTROL_CHARACTER'],
  [{ comment: 'x'.repeat(5001) }, 'comment', 'TOO_LONG'],
  [{ comment: '\0' }, 'comment', 'CONTROL_CHARACTER'],
  [{ attributes: ['a'] }, 'attributes', 'NOT_AN_OBJECT'],
  [{ attributes: 'a' }, 'attributes', 'NOT_AN_OBJECT'],
  [{ attributes: nested(11) }, 'attributes', 'TOO_DEEP'],
  [{ attributes: nested(40) }, 'attributes', 'TOO_DEEP'],
  [{ attributes: { a: '\0' } }, 'attributes', 'CONTROL_CHARACTER'],
  [{ attributes: { '\0': 'a' } }, 'attributes', 'CONTROL_CHARACTER'],
  [{ attributes: { a: ['half \ud83d'] } }, 'attributes', 'CONTROL_CHARACTER'],
  [{ attributes: { a: 'x'.repeat(17_000) } }, 'attributes', 'WRONG_VALUE'],
  [{ listIds: ['2147483647'] }, 'listIds', 'NO_SUCH_THING'],
  [{ listIds: ['no number'] }, 'listIds', 'NO_SUCH_THING'],
])('%j is refused for a new and for a kept recipient', async (wrong, path, code) => {
  const owner = await build.user();
  const problem = { code: 'INVALID', problems: [{ code, path: [path] }] };
  const created = await as(owner).refused(CREATE, { input: { email: 'a@example.com', ...wrong } });
  expect(created.extensions).toMatchObject(problem);
  const { id } = await build.recipient({ owner });
  const updated = await as(owner).refused(UPDATE, { id, input: wrong });
  expect(updated.extensions).toMatchObject(problem);
});

test('attributes may say anything that is text', async () => {
  const owner = await build.user();
  const attributes = { a: '\\u0000', b: '\\ud800', c: '😀', ['"']: "'", d: { deep: [{ er: true }] } };
  const { createRecipient } = await as(owner).ask(CREATE, { input: { email: 'a@example.com', attributes } });
  expect(createRecipient.attributes).toEqual(attributes);
});

test('an address occurs once among the recipients of an owner, without regard to case', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.recipient({ owner, email: 'Anna@example.com' });
  const taken = { code: 'INVALID', problems: [{ code: 'EMAIL_TAKEN', path: ['email'] }] };
  const input = { email: 'anna@EXAMPLE.com' };
  expect((await as(owner).refused(CREATE, { input })).extensions).toMatchObject(taken);
  const { id } = await build.recipient({ owner });
  expect((await as(owner).refused(UPDATE, { id, input })).extensions).toMatchObject(taken);
  expect((await as(other).ask(CREATE, { input })).createRecipient.email).toBe(input.email);
});

test('an update changes what it names and nothing else', async () => {
  const owner = await build.user();
  const [one, two] = [await build.list({ owner, name: 'One' }), await build.list({ owner, name: 'Two' })];
  const { createRecipient: before } = await as(owner).ask(CREATE, {
    input: {
      email: 'a@example.com',
      fullName: 'A',
      comment: 'C',
      attributes: { x: 1, y: 2 },
      listIds: [one.id],
    },
  });
  const update = async (input: object) =>
    (await as(owner).ask(UPDATE, { id: before.id, input })).updateRecipient;
  expect(await update({ attributes: { x: 3 } })).toMatchObject({ fullName: 'A', attributes: { x: 3 } });
  expect(await update({ listIds: [two.id] })).toMatchObject({ lists: [{ name: 'Two' }] });
  expect(await update({ listIds: [] })).toMatchObject({ lists: [] });
  expect(await update({ status: 'UNSUBSCRIBED' })).toMatchObject({ comment: 'C', status: 'UNSUBSCRIBED' });
  expect(await update({ fullName: null, comment: null, attributes: null })).toMatchObject({
    email: 'a@example.com',
    fullName: '',
    comment: '',
    attributes: {},
    status: 'UNSUBSCRIBED',
  });
});

test('what somebody saved meanwhile is not overwritten', async () => {
  const owner = await build.user();
  const { createRecipient: seen } = await as(owner).ask(CREATE, { input: { email: 'a@example.com' } });
  const input = { fullName: 'First', ifUpdatedAt: seen.updatedAt };
  await as(owner).ask(UPDATE, { id: seen.id, input });
  const refused = await as(owner).refused(UPDATE, { id: seen.id, input: { ...input, fullName: 'Second' } });
  expect(refused.extensions).toMatchObject({ code: 'CONFLICT', reason: 'CHANGED_MEANWHILE' });
  const { recipient } = await as(owner).ask(ONE, { id: seen.id });
  expect(recipient.fullName).toBe('First');
  const later = { fullName: 'Third', ifUpdatedAt: recipient.updatedAt };
  expect((await as(owner).ask(UPDATE, { id: seen.id, input: later })).updateRecipient.fullName).toBe('Third');
});

test('a deleted recipient leaves lists and mailings, and what was sent keeps the address', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  const list = await build.list({ owner, recipients: [person] });
  const mailing = await build.mailing({ owner, recipients: [person], lists: [list] });
  const { launchSend } = await as(owner).ask(
    `mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }`,
    { id: mailing.id },
  );
  expect((await as(owner).ask(DELETE, { id: person.id })).deleteRecipient).toBe(String(person.id));
  const { mailingRun, recipientList } = await as(owner).ask(
    `query ($run: ID!, $list: ID!) {
      mailingRun(id: $run) { deliveries { nodes { email recipient { id } } } mailing { recipients { totalCount } } }
      recipientList(id: $list) { recipientCount } }`,
    { run: launchSend.id, list: list.id },
  );
  expect(mailingRun.deliveries.nodes).toEqual([{ email: person.email, recipient: null }]);
  expect(mailingRun.mailing.recipients.totalCount).toBe(0);
  expect(recipientList.recipientCount).toBe(0);
});

test('people are found by a part of name or address, whatever signs are in it', async () => {
  const owner = await build.user();
  const make = (fullName: string, email: string) => build.recipient({ owner, fullName, email });
  const anna = await make('Анна Каренина', 'anna_k@example.com');
  const percent = await make('100% sure', 'sure@example.com');
  const slash = await make('a\\b', 'slash@example.com');
  const found = async (search: string) =>
    (await as(owner).ask(LIST, { filter: { search } })).recipients.nodes.map(({ id }: { id: string }) => +id);
  expect(await found('каре')).toEqual([anna.id]);
  expect(await found(' ANNA_ ')).toEqual([anna.id]);
  expect(await found('com анна')).toEqual([anna.id]);
  expect(await found('annaxk')).toEqual([]);
  expect(await found('0%')).toEqual([percent.id]);
  expect(await found('\\')).toEqual([slash.id]);
  expect(await found(`' or 1=1 --`)).toEqual([]);
  expect((await found('\0')).length).toBe(3);
});

test('the conditions of a filter hold together', async () => {
  const owner = await build.user();
  const [here, gone] = [
    await build.recipient({ owner, createdAt: new Date('2030-01-01T10:00:00Z') }),
    await build.recipient({ owner, status: 'UNSUBSCRIBED', createdAt: new Date('2030-01-02T10:00:00Z') }),
  ];
  const list = await build.list({ owner, recipients: [here, gone] });
  const found = async (filter: object) =>
    (await as(owner).ask(LIST, { filter })).recipients.nodes.map(({ id }: { id: string }) => +id);
  expect(await found({ listId: list.id })).toEqual([gone.id, here.id]);
  expect(await found({ listId: list.id, status: 'ACTIVE' })).toEqual([here.id]);
  expect(
    await found({ createdAfter: '2030-01-01T10:00:00Z', createdBefore: '2030-01-02T10:00:00Z' }),
  ).toEqual([here.id]);
  expect(
    await found({ createdAfter: '0001-01-01T00:00:00Z', createdBefore: '9999-12-31T23:59:59Z' }),
  ).toHaveLength(2);
  expect(await found({ listId: 'x' })).toEqual([]);
  expect(await found({ ownerId: '99999999999' })).toEqual([]);
});

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])(
  'a time that the database cannot read is refused: %s',
  async (createdAfter) => {
    const refused = await as(await build.user()).refused(LIST, { filter: { createdAfter } });
    expect(refused.extensions.code).toBe('BAD_USER_INPUT');
  },
);

test('others see nothing of a recipient; managers see, superusers may do everything', async () => {
  const owner = await build.user();
  const { id, email } = await build.recipient({ owner });
  const list = await build.list({ owner });
  const [stranger, manager, superuser] = [await build.user(), await build.manager(), await build.superuser()];
  const missing = { id: '2147483647', input: {} };
  for (const document of [ONE, UPDATE, DELETE]) {
    const ids = document === UPDATE ? { id, input: { email: 'taken@example.com' } } : { id };
    const hidden = await as(stranger).refused(document, ids);
    expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(hidden).toEqual(
      await as(stranger).refused(document, document === UPDATE ? missing : { id: missing.id }),
    );
  }
  for (const filter of [{ ownerId: owner.id }, { listId: list.id }, { search: email }]) {
    expect((await as(stranger).ask(LIST, { filter })).recipients).toEqual({ nodes: [], totalCount: 0 });
  }
  const { recipient } = await as(manager).ask(ONE, { id });
  expect(recipient.viewerCan).toEqual({ edit: false, delete: false });
  expect((await as(manager).refused(DELETE, { id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(manager).refused(UPDATE, { id, input: { comment: '' } })).extensions.code).toBe(
    'FORBIDDEN',
  );
  const changed = await as(superuser).ask(UPDATE, { id, input: { comment: 'Seen', listIds: [list.id] } });
  expect(changed.updateRecipient).toMatchObject({ comment: 'Seen', owner: { id: String(owner.id) } });
  const foreign = await build.list({ owner: superuser });
  const mixed = await as(superuser).refused(UPDATE, { id, input: { listIds: [foreign.id] } });
  expect(mixed.extensions.problems).toMatchObject([{ code: 'NO_SUCH_THING' }]);
});

test('two who add the same address at once: one of them is told', async () => {
  const owner = await build.user();
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => as(owner).ask(CREATE, { input: { email: 'same@example.com' } })),
  );
  const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused).toHaveLength(9);
  for (const { reason } of refused) expect(String(reason)).toContain('EMAIL_TAKEN');
  const { orm } = await testApp();
  const rows = await orm.em.fork().execute('select from recipient where owner_id = ?', [owner.id]);
  expect(rows).toHaveLength(1);
});
