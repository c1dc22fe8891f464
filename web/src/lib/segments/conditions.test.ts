import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecipientFilter } from '#lib/gql/graphql.ts';
import { newCondition, operators, subjects, type Condition } from './condition.ts';
import { conditionProblem } from './condition-problem.ts';
import { conditionWords } from './condition-words.ts';
import { conditionsOf } from './read-filter.ts';
import { bothOf, whereOf, whereParam } from './where.ts';
import { filterOf } from './write-filter.ts';

const known = { zone: 'Europe/Moscow', lists: [{ id: '1', name: 'Friends' }] };
const again = (filter: RecipientFilter) => filterOf(conditionsOf(filter, known), known.zone);
const words = (filter: RecipientFilter) => conditionsOf(filter, known).map(conditionWords);

test('a filter that is read into lines and written again says the same', () => {
  const filter: RecipientFilter = {
    attributeConditions: [
      { name: 'city', oneOf: ['Rome', 'Oslo, Norway'] },
      { name: 'age', atLeast: 18 },
      { name: 'since', before: '2026-02-01' },
      { name: 'vip', exists: false },
      { name: 'tag', noneOf: ['a'] },
    ],
    listIds: ['1', '7'],
    allListIds: ['2'],
    noneOfListIds: ['3'],
    statuses: ['ACTIVE', 'BOUNCED'],
    createdAfter: '2026-01-31T10:20:30.456Z',
    updatedBefore: '2026-02-01T21:00:00.000Z',
    sentWithinDays: 30,
    notSentWithinDays: 7,
    wasSentTo: true,
    search: 'anna',
    emails: ['a@example.com'],
    attributes: { deep: { er: 1 } },
  };
  expect(again(filter)).toEqual(filter);
});

test('a line that is not filled in yet has words too', () => {
  const lines = subjects.flatMap((subject) =>
    operators[subject].map((operator) => newCondition(subject, { operator })),
  );
  for (const line of [...lines, newCondition('created', { text: '2026-13-99' })])
    expect(conditionWords(line)).toMatch(/^[A-Z][a-z ]+(: \S.*)?$/);
});

test('older words for the same are read too', () => {
  expect(again({ status: 'ACTIVE', listId: '1' })).toEqual({ statuses: ['ACTIVE'], listIds: ['1'] });
  expect(again({ listId: '1', listIds: ['2'], allListIds: ['3'] })).toEqual({
    listIds: ['2'],
    allListIds: ['1', '3'],
  });
  const both = { attributeConditions: [{ name: 'age', atLeast: 18, atMost: 65.5 }] };
  expect(again(both).attributeConditions).toEqual([
    { name: 'age', atLeast: 18 },
    { name: 'age', atMost: 65.5 },
  ]);
});

test('a day begins by the clock of the zone; the exact time behind an unchanged day stays', () => {
  const day = newCondition('created', { operator: 'before', text: '2026-11-01' });
  expect(filterOf([day], 'Europe/Moscow')).toEqual({ createdBefore: '2026-10-31T21:00:00.000Z' });
  const [exact] = conditionsOf({ createdAfter: '2026-01-31T22:00:00.000Z' }, known);
  expect(exact?.text).toBe('2026-02-01');
  expect(filterOf([{ ...exact!, text: '2026-02-02' }], known.zone)).toEqual({
    createdAfter: '2026-02-01T21:00:00.000Z',
  });
});

test('a line says in words what it asks', () => {
  expect(
    words({ attributeConditions: [{ name: 'city', equals: 'Rome' }], listIds: ['1'], createdWithinDays: 1 }),
  ).toEqual(['city: is Rome', 'Lists: in any of Friends', 'Added: in the last day']);
  expect(words({ statuses: ['ACTIVE'], wasSentTo: false, listId: '9' })).toEqual([
    'Lists: in any of list #9',
    'Status: Active',
    'Last email: never sent',
  ]);
});

test.each<[string, Partial<Condition> & Pick<Condition, 'subject'>, RegExp]>([
  ['an attribute without a name', { subject: 'attribute', text: 'x' }, /Enter the attribute/],
  ['no value', { subject: 'attribute', name: 'city', text: ' ' }, /Enter a value/],
  ['no number', { subject: 'attribute', name: 'age', operator: 'atLeast', text: 'old' }, /number/],
  [
    'a number with a comma',
    { subject: 'attribute', name: 'age', operator: 'atLeast', text: '1,5' },
    /nothing/,
  ],
  ['a name alone', { subject: 'attribute', name: 'age', operator: 'exists' }, /nothing/],
  ['no list', { subject: 'list' }, /list/],
  ['no status', { subject: 'status' }, /status/],
  ['too many days', { subject: 'created', text: '3651' }, /days/],
  ['no day', { subject: 'updated' }, /date/],
])('finds what is wrong with %s', (_what, { subject, ...given }, expected) => {
  const condition = newCondition(subject, given);
  const problem = conditionProblem(condition, [condition]);
  expect(problem ?? 'nothing').toMatch(expected);
});

test('what can be asked once is asked once', () => {
  const lines = [
    newCondition('sent', { operator: 'ever' }),
    newCondition('sent', { operator: 'never' }),
    newCondition('created', { text: '1' }),
    newCondition('created', { operator: 'before', text: '2026-01-01' }),
  ];
  expect(lines.map((line) => conditionProblem(line, lines) === undefined)).toEqual([true, false, true, true]);
});

test('whatever lines are without faults, reading and writing agree', () => {
  const line = fc.constantFrom(...subjects).chain((subject) =>
    fc.constantFrom(...operators[subject]).chain((operator) =>
      fc.constantFrom('7', '2026-02-03', 'Rome', 'a\nb').map((text) =>
        newCondition(subject, {
          operator,
          text,
          name: 'city',
          chosen: [{ value: subject === 'list' ? '1' : 'ACTIVE', label: '' }],
        }),
      ),
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (given) => {
      const lines = given.filter((one) => conditionProblem(one, given) === undefined);
      const filter = filterOf(lines, known.zone);
      expect(again(filter)).toEqual(filter);
    }),
  );
});

test('an address carries conditions, and of nonsense nothing', () => {
  const filter: RecipientFilter = {
    attributeConditions: [{ name: 'город', equals: 'a&b=c' }],
    wasSentTo: true,
  };
  const read = (where: string) => whereOf(new URLSearchParams({ where }));
  expect(read(whereParam(filter)!)).toEqual(filter);
  expect(whereParam({})).toBeNull();
  for (const nonsense of [
    '',
    '{',
    '[]',
    'null',
    '{"attributeConditions":"x"}',
    '{"listIds":[]}',
    '{"ownerId":"1"}',
  ]) {
    expect(read(nonsense)).toEqual({});
  }
  expect(bothOf(filter, { attributeConditions: [{ name: 'a', exists: true }], search: 'b' })).toEqual({
    attributeConditions: [
      { name: 'город', equals: 'a&b=c' },
      { name: 'a', exists: true },
    ],
    wasSentTo: true,
    search: 'b',
  });
});
