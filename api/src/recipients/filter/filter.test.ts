import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { Recipient } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { recipientsWhere } from '../recipient.queries.ts';

const FIND = `query ($filter: RecipientFilter) {
  recipients(filter: $filter, orderBy: { field: EMAIL, direction: ASC }) { nodes { fullName } totalCount } }`;

const find = async (owner: User, filter: object): Promise<string> =>
  (await as(owner).ask(FIND, { filter })).recipients.nodes
    .map(({ fullName }: { fullName: string }) => fullName)
    .join('');
const byAttribute = (owner: User, ...attributeConditions: object[]) => find(owner, { attributeConditions });

async function people(given: Record<string, object>) {
  const owner = await build.user();
  const made = new Map<string, Awaited<ReturnType<typeof build.recipient>>>();
  for (const [name, rest] of Object.entries(given)) {
    const email = `${name}-${owner.id}@example.com`;
    made.set(name, await build.recipient({ owner, email, fullName: name, ...rest }));
  }
  return { owner, person: (name: string) => made.get(name)! };
}

test('attributes: equal, one of, none of, there or not', async () => {
  const { owner } = await people({
    a: { attributes: { city: 'Rome', age: 42, isVip: true } },
    b: { attributes: { city: 'Москва', age: '42' } },
    c: { attributes: { city: ['Rome', 'Oslo'], age: '42.5' } },
    d: { attributes: { 'the "city"': 'Rome', city: { name: 'Rome' } } },
    e: { attributes: {} },
  });
  const where = (condition: object) => byAttribute(owner, condition);
  expect(await where({ name: 'city', equals: 'Rome' })).toBe('ac');
  expect(await where({ name: 'city', equals: 'rome' })).toBe('');
  expect(await where({ name: 'the "city"', equals: 'Rome' })).toBe('d');
  expect(await where({ name: 'age', equals: 42 })).toBe('ab');
  expect(await where({ name: 'age', equals: '42' })).toBe('ab');
  expect(await where({ name: 'isVip', equals: 'true' })).toBe('a');
  expect(await where({ name: 'city', oneOf: ['Москва', 'Oslo'] })).toBe('bc');
  expect(await where({ name: 'city', noneOf: ['Rome', 'Paris'] })).toBe('bde');
  expect(await where({ name: 'age', exists: true })).toBe('abc');
  expect(await where({ name: 'age', exists: false })).toBe('de');
  expect(await byAttribute(owner, { name: 'age', exists: true }, { name: 'city', noneOf: ['Rome'] })).toBe(
    'b',
  );
});

test('attributes: parts, numbers and dates, of values as files have them', async () => {
  const { owner } = await people({
    a: { attributes: { city: 'Нижний Новгород', age: 18, since: '2026-01-31' } },
    b: { attributes: { city: 'Великий новгород_', age: ' 65,5 ', since: '01.02.2026' } },
    c: { attributes: { city: 'Oslo', age: 'old', since: '2026-02-01T10:00:00Z' } },
    d: { attributes: { city: 7, age: '-3', since: 'yesterday' } },
    e: {},
  });
  const where = (condition: object) => byAttribute(owner, condition);
  expect(await where({ name: 'city', contains: 'НОВГ' })).toBe('ab');
  expect(await where({ name: 'city', contains: '_' })).toBe('b');
  expect(await where({ name: 'city', contains: '%' })).toBe('');
  expect(await where({ name: 'age', atLeast: 18 })).toBe('ab');
  expect(await where({ name: 'age', atMost: 18 })).toBe('ad');
  expect(await where({ name: 'age', atLeast: 18, atMost: 65.5 })).toBe('ab');
  expect(await where({ name: 'since', onOrAfter: '2026-02-01' })).toBe('bc');
  expect(await where({ name: 'since', before: '2026-02-01' })).toBe('a');
});

test('lists: in any, in all, in none of them', async () => {
  const { owner, person } = await people({ a: {}, b: {}, c: {} });
  const one = await build.list({ owner, recipients: [person('a'), person('b')] });
  const two = await build.list({ owner, recipients: [person('b')] });
  const ids = [String(one.id), String(two.id)];
  expect(await find(owner, { listIds: ids })).toBe('ab');
  expect(await find(owner, { allListIds: ids })).toBe('b');
  expect(await find(owner, { noneOfListIds: ids })).toBe('c');
  expect(await find(owner, { listIds: [ids[0]], noneOfListIds: [ids[1]] })).toBe('a');
});

test('times: made, and last sent to', async () => {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000);
  const { owner, person } = await people({
    a: { createdAt: day(40) },
    b: { createdAt: day(3) },
    c: {},
    d: {},
  });
  const mailing = await build.mailing({ owner, recipients: ['a', 'b', 'c'].map((name) => person(name)) });
  await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', {
    id: mailing.id,
  });
  const em = (await testApp()).orm.em.fork();
  for (const [name, state, ago] of [
    ['a', 'SENT', 20],
    ['b', 'SENT', 2],
    ['c', 'FAILED', 1],
  ] as const) {
    await em.execute('update delivery set state = ?, sent_at = ? where recipient_id = ?', [
      state,
      day(ago),
      person(name).id,
    ]);
  }
  expect(await find(owner, { createdWithinDays: 30 })).toBe('bcd');
  expect(await find(owner, { wasSentTo: true })).toBe('ab');
  expect(await find(owner, { wasSentTo: false })).toBe('cd');
  expect(await find(owner, { sentWithinDays: 7 })).toBe('b');
  expect(await find(owner, { notSentWithinDays: 7 })).toBe('acd');
  expect(await find(owner, { lastSentAfter: day(10) })).toBe('b');
  expect(await find(owner, { lastSentBefore: day(10) })).toBe('a');
});

const times = (count: number, item: unknown) => Array.from({ length: count }, () => item);

test.each<[string, object, string]>([
  ['of nothing', { attributeConditions: [{ name: 'a' }] }, 'REQUIRED'],
  ['without a name', { attributeConditions: [{ name: '', exists: true }] }, 'REQUIRED'],
  ['with a long name', { attributeConditions: [{ name: 'x'.repeat(201), exists: true }] }, 'TOO_LONG'],
  ['with an object', { attributeConditions: [{ name: 'a', equals: { deep: 1 } }] }, 'WRONG_VALUE'],
  ['with a long value', { attributeConditions: [{ name: 'a', equals: 'x'.repeat(1001) }] }, 'TOO_LONG'],
  ['with a NUL', { attributeConditions: [{ name: 'a\0', equals: 'x' }] }, 'CONTROL_CHARACTER'],
  ['with no value', { attributeConditions: [{ name: 'a', oneOf: [] }] }, 'REQUIRED'],
  ['with many values', { attributeConditions: [{ name: 'a', oneOf: times(101, 'x') }] }, 'TOO_MANY'],
  ['with another date', { attributeConditions: [{ name: 'a', before: '31.01.2026' }] }, 'WRONG_VALUE'],
  ['of many', { attributeConditions: times(21, { name: 'a', exists: true }) }, 'TOO_MANY'],
  ['by many lists', { allListIds: times(101, '1') }, 'TOO_MANY'],
  ['by no days', { createdWithinDays: 0 }, 'WRONG_VALUE'],
  ['by a list of attributes', { attributes: ['a'] }, 'NOT_AN_OBJECT'],
])('a condition %s is refused wherever a filter is taken', async (_what, filter, code) => {
  const owner = await build.user();
  const remove =
    'mutation ($filter: RecipientFilter!) { changeRecipients(input: { kind: DELETE, selection: { filter: $filter } }) { id } }';
  for (const document of [FIND, remove]) {
    const { extensions } = await as(owner).refused(document, { filter });
    expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code }] });
    expect(extensions.problems![0]!.path).toContain('filter');
  }
});

test('the index of attributes finds values, whatever the filter is for', async () => {
  const owner = await build.user();
  const app = await testApp();
  const ctx = app.asSystem();
  await ctx.em.execute(
    `insert into recipient (owner_id, email, attributes)
     select ?, 'p' || i || '@example.com', jsonb_build_object('city', 'City ' || i % 500) from generate_series(1, 20000) i`,
    [owner.id],
  );
  await ctx.em.execute('analyze recipient');
  const plans = async (filter: RecipientFilter) => {
    const where = recipientsWhere(ctx, { ...filter, ownerId: String(owner.id) });
    const found = ctx.em
      .createQueryBuilder(Recipient, 'r')
      .select('r.*')
      .where(where as never);
    const page = found.clone().orderBy({ createdAt: 'desc', id: 'desc' }).limit(51);
    return Promise.all([found, page].map((query) => indexesOf(ctx, query.getNativeQuery().compile())));
  };
  const index = 'recipient_attributes_index';
  for (const filter of [
    { attributeConditions: [{ name: 'city', equals: 'City 7' }] },
    { attributeConditions: [{ name: 'city', oneOf: ['City 7', 'City 8'] }] },
    { attributes: { city: 'City 7' } },
  ]) {
    expect(await plans(filter)).toEqual([expect.arrayContaining([index]), expect.arrayContaining([index])]);
  }
  expect((await plans({ attributeConditions: [{ name: 'city', noneOf: ['City 7'] }] })).flat()).not.toContain(
    index,
  );
});

/** The indexes that a query plan uses. */
async function indexesOf(ctx: Context, { sql, params }: { sql: string; params: readonly unknown[] }) {
  const [row] = await ctx.em.execute<{ 'QUERY PLAN': [{ Plan: Node }] }[]>(`explain (format json) ${sql}`, [
    ...params,
  ]);
  const names = (node: Node): string[] => [
    ...(node['Index Name'] ? [node['Index Name']] : []),
    ...(node.Plans ?? []).flatMap((inner) => names(inner)),
  ];
  return names(row!['QUERY PLAN'][0].Plan);
}

interface Node {
  'Index Name'?: string;
  Plans?: Node[];
}
