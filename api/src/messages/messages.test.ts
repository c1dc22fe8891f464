import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';

const FIELDS = `id subject body format variables problems { code message path severity } owner { id }
  createdAt updatedAt viewerCan { edit delete }`;
const CREATE = `mutation ($input: CreateMessageInput!) { createMessage(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateMessageInput!) { updateMessage(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteMessage(id: $id) }';
const ONE = `query ($id: ID!) { message(id: $id) { ${FIELDS} } }`;
const LIST = `query ($filter: MessageFilter, $orderBy: MessageOrder) {
  messages(filter: $filter, orderBy: $orderBy) { nodes { subject } totalCount } }`;
const PREVIEW = `query ($input: PreviewMessageInput!) { previewMessage(input: $input) {
  subject html text size problems { code path message severity } } }`;

const input = { subject: 'Hi {{ recipient.fullName }}', body: '<p>{{ recipient.attributes.city }}</p>' };

test('a message is kept, shown, changed and deleted', async () => {
  const owner = await build.user();
  const { createMessage } = await as(owner).ask(CREATE, { input });
  expect(createMessage).toMatchObject({
    ...input,
    format: 'HTML',
    problems: [],
    owner: { id: String(owner.id) },
    variables: ['recipient.attributes.city', 'recipient.fullName'],
    viewerCan: {
      edit: true,
      delete: true,
    },
  });
  const { id } = createMessage;
  expect((await as(owner).ask(ONE, { id })).message).toEqual(createMessage);
  const changed = (await as(owner).ask(UPDATE, { id, input: { body: 'plain', format: 'TEXT' } }))
    .updateMessage;
  expect(changed).toMatchObject({ subject: input.subject, body: 'plain', format: 'TEXT' });
  expect((await as(owner).ask(DELETE, { id })).deleteMessage).toBe(id);
  expect((await as(owner).refused(ONE, { id })).extensions.code).toBe('NOT_FOUND');
});

test.each([
  ['an empty subject', { subject: '' }, 'subject', 'REQUIRED'],
  ['a blank subject', { subject: ' \n ' }, 'subject', 'REQUIRED'],
  ['a long subject', { subject: 'x'.repeat(999) }, 'subject', 'TOO_LONG'],
  [
    'a subject with a header in it',
    { subject: 'Hi\r\nBcc: all@example.com' },
    'subject',
    'CONTROL_CHARACTER',
  ],
  ['a long body', { body: 'x'.repeat(1_000_001) }, 'body', 'TOO_LONG'],
  ['NUL', { body: '\0' }, 'body', 'CONTROL_CHARACTER'],
  ['half a character', { body: '\udc00' }, 'body', 'CONTROL_CHARACTER'],
])('%s is refused for a new and for a kept message', async (_name, wrong, path, code) => {
  const owner = await build.user();
  const problem = { code: 'INVALID', problems: [{ code, path: [path] }] };
  expect((await as(owner).refused(CREATE, { input: { ...input, ...wrong } })).extensions).toMatchObject(
    problem,
  );
  const { id } = await build.message({ owner });
  expect((await as(owner).refused(UPDATE, { id, input: wrong })).extensions).toMatchObject(problem);
});

test('lists of messages have the first words of each', async () => {
  const owner = await build.user();
  await build.message({
    owner,
    body: '<style>p {}</style><p>Hello {{ recipient.fullName }},</p><p>a &amp; b</p>',
  });
  const { messages } = await as(owner).ask('{ messages { nodes { snippet } } }');
  expect(messages.nodes).toEqual([{ snippet: 'Hello {{ recipient.fullName }}, a & b' }]);
});

test('null clears nothing of a message: each of its fields is needed', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  for (const wrong of [{ subject: null }, { body: null }, { format: null }]) {
    expect((await as(owner).refused(UPDATE, { id, input: wrong })).extensions.code).toBe('INVALID');
  }
});

test('a message in use is not deleted, and the mailings that use it are named', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  for (const name of ['Spring', 'Summer', 'Autumn', 'Winter'])
    await build.mailing({ owner, message, values: { name } });
  const refused = await as(owner).refused(DELETE, { id: message.id });
  expect(refused.extensions).toEqual({ code: 'CONFLICT', reason: 'MESSAGE_IN_USE' });
  expect(refused.message).toBe('The message is used by these mailings: “Spring”, “Summer”, “Autumn”, ….');
  expect((await as(owner).ask(ONE, { id: message.id })).message.id).toBe(String(message.id));
});

test('a message that comes into use at this moment is not deleted either', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { orm } = await testApp();
  const using = orm.em.fork();
  await using.begin();
  await using.execute("insert into mailing (owner_id, message_id, name) values (?, ?, 'Just now')", [
    owner.id,
    message.id,
  ]);
  const refused = as(owner).refused(DELETE, { id: message.id });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await using.commit();
  expect((await refused).extensions).toMatchObject({ code: 'CONFLICT', reason: 'MESSAGE_IN_USE' });
});

test('what somebody saved meanwhile is not overwritten', async () => {
  const owner = await build.user();
  const { createMessage: seen } = await as(owner).ask(CREATE, { input });
  const update = { subject: 'First', ifUpdatedAt: seen.updatedAt };
  await as(owner).ask(UPDATE, { id: seen.id, input: update });
  const refused = await as(owner).refused(UPDATE, { id: seen.id, input: { ...update, subject: 'Second' } });
  expect(refused.extensions).toEqual({ code: 'CONFLICT', reason: 'CHANGED_MEANWHILE' });
  expect((await as(owner).ask(ONE, { id: seen.id })).message.subject).toBe('First');
});

test.each([
  ['EN', 'The template cannot be read: ', 'There is no variable recipient.age; it stays empty.'],
  ['RU', 'Не удалось прочитать шаблон: ', 'Переменная recipient.age неизвестна и останется пустой.'],
] as const)('problems are told in the language of the viewer: %s', async (locale, broken, unknown) => {
  const owner = await build.user({ locale });
  const problemsOf = async (body: string) =>
    (await as(owner).ask(CREATE, { input: { subject: 'Hi', body } })).createMessage.problems;
  const [syntax] = await problemsOf('{% if %}');
  expect(syntax).toMatchObject({ code: 'TEMPLATE_SYNTAX', path: ['body'], severity: 'ERROR' });
  expect(syntax.message).toContain(broken);
  expect(await problemsOf('{{ recipient.age }}')).toEqual([
    { code: 'UNKNOWN_VARIABLE', message: unknown, path: ['body'], severity: 'WARNING' },
  ]);
  expect(await problemsOf(' ')).toMatchObject([{ code: 'BODY_EMPTY', severity: 'ERROR' }]);
});

test('a saved message is previewed with the values of a recipient', async () => {
  const owner = await build.user({ fullName: 'Olga' });
  const message = await build.message({
    owner,
    body: '<p>{{ recipient.fullName }}, {{ recipient.attributes.city }}, {{ sender.fullName }}</p>',
  });
  const person = await build.recipient({ owner, fullName: 'A & B', attributes: { city: '<Köln>' } });
  const { previewMessage } = await as(owner).ask(PREVIEW, {
    input: { messageId: message.id, recipientId: person.id },
  });
  expect(previewMessage).toMatchObject({
    subject: 'News for A & B',
    html: '<p>A &amp; B, &lt;Köln&gt;, Olga</p>',
    text: 'A & B, <Köln>, Olga',
    problems: [],
  });
  expect(previewMessage.size).toBeGreaterThan(300);
});

test('what is being written is previewed, alone or over what is saved', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, subject: 'Saved', body: '<b>saved</b>' });
  const preview = async (given: object) => (await as(owner).ask(PREVIEW, { input: given })).previewMessage;
  expect(await preview({ messageId: message.id, subject: 'New' })).toMatchObject({
    subject: 'New',
    text: 'saved',
  });
  expect(await preview({ subject: 'A', body: 'a < b', format: 'TEXT' })).toMatchObject({
    subject: 'A',
    text: 'a < b',
    html: expect.stringContaining('a &lt; b'),
  });
  const broken = await preview({ subject: 'A', body: '{% for %}' });
  expect(broken).toMatchObject({
    text: '',
    size: 0,
    problems: [{ code: 'TEMPLATE_SYNTAX', path: ['body'] }],
  });
  expect(await preview({ subject: '', body: '' })).toMatchObject({
    problems: [{ code: 'SUBJECT_EMPTY' }, { code: 'BODY_EMPTY' }],
  });
});

test('a preview needs something to show, and shows nothing of others', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  const [message, person] = [await build.message({ owner }), await build.recipient({ owner })];
  const refused = async (given: object) => (await as(stranger).refused(PREVIEW, { input: given })).extensions;
  expect(await refused({})).toMatchObject({ code: 'INVALID', problems: [{ code: 'REQUIRED' }] });
  expect(await refused({ messageId: message.id })).toEqual({ code: 'NOT_FOUND' });
  expect(await refused({ messageId: '2147483647' })).toEqual({ code: 'NOT_FOUND' });
  expect(await refused({ subject: 'A', body: 'B', recipientId: person.id })).toEqual({ code: 'NOT_FOUND' });
  expect(await refused({ subject: 'x'.repeat(999) })).toMatchObject({ problems: [{ code: 'TOO_LONG' }] });
});

test('a run keeps the message that it was launched with', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, subject: 'Before' });
  const mailing = await build.mailing({ owner, message, people: 1 });
  const { launchSend } = await as(owner).ask(
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
    { id: mailing.id },
  );
  await as(owner).ask(UPDATE, { id: message.id, input: { subject: 'After' } });
  const { mailingRun } = await as(owner).ask(
    'query ($id: ID!) { mailingRun(id: $id) { subject mailing { message { subject } } } }',
    { id: launchSend.id },
  );
  expect(mailingRun).toEqual({ subject: 'Before', mailing: { message: { subject: 'After' } } });
});

test('messages are found by a part of the subject, and sorted', async () => {
  const owner = await build.user();
  for (const subject of ['Gamma', 'alpha_1', 'Beta 100%']) await build.message({ owner, subject });
  const found = async (variables: object) =>
    (await as(owner).ask(LIST, { ...variables })).messages.nodes.map(
      ({ subject }: { subject: string }) => subject,
    );
  expect(await found({})).toEqual(['Beta 100%', 'alpha_1', 'Gamma']);
  expect(await found({ filter: null, orderBy: null })).toHaveLength(3);
  expect(
    await found({ filter: { search: 'A' }, orderBy: { field: 'CREATED_AT', direction: 'ASC' } }),
  ).toEqual(['Gamma', 'alpha_1', 'Beta 100%']);
  expect(await found({ filter: { search: '%' } })).toEqual(['Beta 100%']);
  expect(await found({ filter: { search: '_' } })).toEqual(['alpha_1']);
});

test('others see nothing of a message; managers see, superusers may do everything', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  const [stranger, manager, superuser] = [await build.user(), await build.manager(), await build.superuser()];
  for (const [document, rest] of [
    [ONE, {}],
    [UPDATE, { input: { subject: 'Mine' } }],
    [DELETE, {}],
  ] as const) {
    const hidden = await as(stranger).refused(document, { id, ...rest });
    expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(hidden).toEqual(await as(stranger).refused(document, { id: '2147483647', ...rest }));
  }
  expect((await as(stranger).ask(LIST, { filter: { ownerId: owner.id } })).messages.totalCount).toBe(0);
  expect((await as(manager).ask(ONE, { id })).message.viewerCan).toEqual({ edit: false, delete: false });
  expect((await as(manager).refused(UPDATE, { id, input: {} })).extensions.code).toBe('FORBIDDEN');
  expect((await as(manager).refused(DELETE, { id })).extensions.code).toBe('FORBIDDEN');
  const changed = await as(superuser).ask(UPDATE, { id, input: { subject: 'Theirs' } });
  expect(changed.updateMessage).toMatchObject({ subject: 'Theirs', owner: { id: String(owner.id) } });
});

test("the example person of a preview has a name in the viewer's language", async () => {
  const [english, russian] = [await build.user({ locale: 'EN' }), await build.user({ locale: 'RU' })];
  const subject = 'Hi {{ recipient.fullName }}';
  const shown = async (user: typeof english) =>
    (await as(user).ask(PREVIEW, { input: { ...input, subject } })).previewMessage.subject;
  expect(await shown(english)).toBe('Hi Person');
  expect(await shown(russian)).toBe('Hi Получатель');
});

test('a text part of its own replaces the generated one, and its mistakes are told', async () => {
  const owner = await build.user();
  const own = { ...input, textPart: 'Hi {{ recipient.fullName }}, {{ recipient.age }}' };
  const { createMessage } = await as(owner).ask(CREATE, { input: own });
  expect(createMessage.problems).toMatchObject([{ code: 'UNKNOWN_VARIABLE', path: ['textPart'] }]);
  const preview = async (given: object) =>
    (await as(owner).ask(PREVIEW, { input: { messageId: createMessage.id, ...given } })).previewMessage;
  expect((await preview({})).text).toBe('Hi Person, ');
  expect((await preview({ textPart: null, body: '<p>Generated</p>' })).text).toBe('Generated');
  expect(await preview({ textPart: '{% if %}' })).toMatchObject({
    problems: [{ code: 'TEMPLATE_SYNTAX', path: ['textPart'] }],
  });
  const blank = { id: createMessage.id, input: { textPart: ' \n' } };
  expect((await as(owner).ask(UPDATE, blank)).updateMessage.problems).toEqual([]);
});
