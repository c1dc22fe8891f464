import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';

const FIELDS = 'id name description filter recipientCount owner { id } viewerCan { edit delete }';
const CREATE = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateSegmentInput!) { updateSegment(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteSegment(id: $id) }';
const ONE = `query ($id: ID!) { segment(id: $id) { ${FIELDS} } }`;
const FIND = 'query ($filter: RecipientFilter) { recipients(filter: $filter) { totalCount } }';

test('a segment is made, counted as of now, changed and deleted; its filter finds its people', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, recipients: [await build.recipient({ owner })] });
  const filter = { listIds: [String(list.id)], createdAfter: '2020-01-01T00:00:00.000Z' };
  const { createSegment } = await as(owner).ask(CREATE, {
    input: { name: ' Friends ', filter: { ...filter, ownerId: String(owner.id), search: null } },
  });
  expect(createSegment).toMatchObject({
    name: 'Friends',
    description: '',
    filter,
    recipientCount: 1,
    owner: { id: String(owner.id) },
    viewerCan: { edit: true, delete: true },
  });
  const { id } = createSegment;
  const found = await as(owner).ask(FIND, { filter: createSegment.filter });
  expect(found.recipients.totalCount).toBe(1);
  const other = { attributeConditions: [{ name: 'city', equals: 'Rome' }] };
  await build.recipient({ owner, attributes: { city: 'Rome' } });
  await build.recipient({ owner: await build.user(), attributes: { city: 'Rome' } });
  const { updateSegment } = await as(owner).ask(UPDATE, { id, input: { filter: other } });
  expect(updateSegment).toMatchObject({ name: 'Friends', filter: other, recipientCount: 1 });
  expect((await as(owner).ask(DELETE, { id })).deleteSegment).toBe(id);
  expect((await as(owner).refused(ONE, { id })).extensions.code).toBe('NOT_FOUND');
});

test('names are unique per owner, filters have conditions and lists of their owner', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const { id } = await build.segment({ owner, name: 'Друзья' });
  const filter = { status: 'ACTIVE' };
  const codes = async (input: object, document = CREATE) => {
    const { extensions } = await as(owner).refused(document, { id, input });
    return extensions.problems!.map(({ code, path }) => [code, path[0]]);
  };
  const theirs = [String((await build.list({ owner: other })).id)];
  expect(await codes({ name: 'ДРУЗЬЯ', filter })).toEqual([['SEGMENT_NAME_TAKEN', 'name']]);
  expect(await codes({ name: '', filter })).toEqual([['REQUIRED', 'name']]);
  expect(await codes({ name: 'A', filter: {} })).toEqual([['REQUIRED', 'filter']]);
  expect(await codes({ filter: null }, UPDATE)).toEqual([['REQUIRED', 'filter']]);
  expect(await codes({ filter: { noneOfListIds: theirs } }, UPDATE)).toEqual([['NO_SUCH_THING', 'filter']]);
  const ofOthers = { filter: { ownerId: String(other.id), status: 'ACTIVE' } };
  expect(await codes(ofOthers, UPDATE)).toEqual([['NO_SUCH_THING', 'filter']]);
  expect(await codes({ filter: { createdWithinDays: 0 } }, UPDATE)).toEqual([['WRONG_VALUE', 'filter']]);
  expect((await as(other).ask(CREATE, { input: { name: 'ДРУЗЬЯ', filter } })).createSegment.name).toBe(
    'ДРУЗЬЯ',
  );
});

test('a segment that mailings use is not deleted; the refusal says how many', async () => {
  const owner = await build.user();
  const segment = await build.segment({ owner });
  for (let count = 0; count < 2; count++) {
    const { id } = await build.mailing({ owner, people: 1 });
    const join =
      'mutation ($id: ID!, $s: ID!) { updateMailing(id: $id, input: { segmentIds: [$s] }) { segments { id } } }';
    expect((await as(owner).ask(join, { id, s: segment.id })).updateMailing.segments).toHaveLength(1);
  }
  const { extensions, message } = await as(owner).refused(DELETE, { id: segment.id });
  expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'SEGMENT_IN_USE' });
  expect(message).toContain('2 mailings');
});

test('a deleted segment comes back as it was, unless its name was taken', async () => {
  const owner = await build.user();
  const { id } = await build.segment({
    owner,
    name: 'Romans',
    filter: { attribute: { name: 'city', equals: 'Рим' } },
  });
  const ONE = 'query ($id: ID!) { segment(id: $id) { id name description filter createdAt updatedAt } }';
  const RESTORE =
    'mutation ($id: ID!) { restoreSegment(id: $id) { id name description filter createdAt updatedAt } }';
  const before = (await as(owner).ask(ONE, { id })).segment;
  const remove = (gone: unknown) =>
    as(owner).ask('mutation ($id: ID!) { deleteSegment(id: $id) }', { id: gone });
  await remove(id);
  const other = await build.segment({ owner, name: 'ROMANS' });
  expect((await as(owner).refused(RESTORE, { id })).extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'SEGMENT_NAME_TAKEN' }],
  });
  await remove(other.id);
  expect((await as(owner).ask(RESTORE, { id })).restoreSegment).toEqual(before);
  expect((await as(owner).ask(ONE, { id })).segment).toEqual(before);
});
