import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { DomainError } from '../../errors/domain-error.ts';
import { importPeople } from './import-people.ts';
import type { Rejected } from './read-people.ts';

const PEOPLE = `query ($filter: RecipientFilter) { recipients(first: 100, filter: $filter, orderBy: { field: EMAIL, direction: ASC }) {
  nodes { email fullName comment attributes status lists { name } } totalCount } }`;

async function importInto(owner: User, csv: string | Buffer, listId: number | null = null) {
  const app = await testApp();
  const rejected: Rejected[] = [];
  const imported = await importPeople(app.asSystem(), {
    bytes: Readable.from([Buffer.from(csv)]),
    ownerId: owner.id,
    listId,
    onRejected: (row) => rejected.push(row),
  });
  return { imported, rejected };
}

const peopleOf = async (owner: User) => (await as(owner).ask(PEOPLE)).recipients;

test('the columns are recognised by their names, the rest become attributes', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Imported' });
  const csv = [
    '\uFEFFE-Mail;Имя;Фамилия;Комментарий;Город;',
    ' anna@example.com ;Анна;Каренина;"из; книги";Москва;x',
    'levin@example.com;;Лёвин;;;',
    'short@example.com',
  ].join('\r\n');
  const { imported, rejected } = await importInto(owner, csv, list.id);
  expect(imported).toEqual({ rows: 3, created: 3, updated: 0, rejected: 0 });
  expect(rejected).toEqual([]);
  const common = { status: 'ACTIVE', lists: [{ name: 'Imported' }] };
  expect((await peopleOf(owner)).nodes).toEqual([
    {
      email: 'anna@example.com',
      fullName: 'Анна Каренина',
      comment: 'из; книги',
      attributes: {
        Город: 'Москва',
        column6: 'x',
      },
      ...common,
    },
    { email: 'levin@example.com', fullName: 'Лёвин', comment: '', attributes: {}, ...common },
    { email: 'short@example.com', fullName: '', comment: '', attributes: {}, ...common },
  ]);
});

test('a file that comes again updates those who are there, with what it says of them', async () => {
  const owner = await build.user();
  const list = await build.list({ owner });
  await importInto(owner, 'email,name,comment,city,age\nAnna@example.com,Anna,Note,Köln,30\n');
  const gone = await build.recipient({ owner, email: 'gone@example.com', status: 'UNSUBSCRIBED' });
  const again =
    'email,name,comment,city\nanna@EXAMPLE.com,Anna K.,,Bonn\ngone@example.com,Gone,,\nnew@example.com,,,\n';
  const { imported } = await importInto(owner, again, list.id);
  expect(imported).toEqual({ rows: 3, created: 1, updated: 2, rejected: 0 });
  const { nodes } = await peopleOf(owner);
  expect(nodes[0]).toMatchObject({
    email: 'Anna@example.com',
    fullName: 'Anna K.',
    comment: 'Note',
    attributes: {
      city: 'Bonn',
      age: '30',
    },
  });
  expect(nodes[1]).toMatchObject({ email: gone.email, fullName: 'Gone', status: 'UNSUBSCRIBED' });
  expect(nodes.every(({ lists }: { lists: object[] }) => lists.length === 1)).toBe(true);
  expect((await importInto(owner, again, list.id)).imported).toMatchObject({ created: 0, updated: 3 });
});

test('an address that occurs twice in one file counts once, as its last row says', async () => {
  const owner = await build.user();
  const csv = 'email,name\na@example.com,First\nb@example.com,B\nA@example.com,Last\n';
  const { imported } = await importInto(owner, csv);
  expect(imported).toMatchObject({ rows: 3, created: 2, rejected: 0 });
  const { nodes } = await peopleOf(owner);
  expect(nodes).toMatchObject([{ email: 'A@example.com', fullName: 'Last' }, { email: 'b@example.com' }]);
});

test('5,000 rows with 60 broken ones: 4,940 people, and each broken row with its line and reason', async () => {
  const owner = await build.user();
  const broken = [
    ['nobody,Name,x', 'EMAIL_NO_AT'],
    [',Name,x', 'EMAIL_EMPTY'],
    ['open@example.com,"Name,x', 'CSV_BROKEN_ROW'],
    ['a@b@example.com,Name,x', 'EMAIL_SEVERAL_AT'],
    [`${'x'.repeat(65)}@example.com,Name,x`, 'EMAIL_LOCAL_PART_TOO_LONG'],
    ['long@example.com,' + 'x'.repeat(201) + ',x', 'TOO_LONG'],
  ] as const;
  const lines = Array.from({ length: 5000 }, (_, index) => `person${index}@example.com,"Person, ${index}",x`);
  const expected = Array.from({ length: 60 }, (_, number) => {
    const [text, reason] = broken[number % broken.length]!;
    const at = 40 + number * 83;
    lines[at] = text;
    // The first line is the header's.
    return { line: at + 2, text, reason };
  });
  const { imported, rejected } = await importInto(owner, ['email,name,note', ...lines].join('\n'));
  expect(imported).toEqual({ rows: 5000, created: 4940, updated: 0, rejected: 60 });
  expect(rejected).toMatchObject(expected);
  expect((await peopleOf(owner)).totalCount).toBe(4940);
});

test('100,000 rows are read as they are kept, not all at once', async () => {
  const { asSystem } = await testApp();
  const owner = await build.user();
  let written = 0;
  let saved = 0;
  let furthest = 0;
  let largest = 0;
  function* file() {
    yield Buffer.from('email,name\n');
    while (written < 100_000) {
      const rows = Array.from(
        { length: 100 },
        (_, index) => `p${written + index}@example.com,Имя ${index}\n`,
      );
      written += rows.length;
      yield Buffer.from(rows.join(''));
    }
  }
  const imported = await importPeople(asSystem(), {
    bytes: Readable.from(file()),
    ownerId: owner.id,
    listId: null,
    onRejected: () => {},
    onProgress(rows) {
      furthest = Math.max(furthest, written - rows);
      largest = Math.max(largest, rows - saved);
      saved = rows;
    },
  });
  expect(imported).toEqual({ rows: 100_000, created: 100_000, updated: 0, rejected: 0 });
  expect(largest).toBeLessThanOrEqual(5000);
  expect(furthest).toBeLessThan(15_000);
});

test('more rows than are kept at once', async () => {
  const owner = await build.user();
  const lines = Array.from({ length: 10_001 }, (_, index) => `p${index}@example.com`);
  expect((await importInto(owner, ['email', ...lines].join('\n'))).imported).toMatchObject({
    created: 10_001,
  });
});

test.each(['name,city\nAnna,Köln\n', '', '\n\n', '"email\n'])(
  'a file without addresses is refused: %j',
  async (csv) => {
    const owner = await build.user();
    const refused = await importInto(owner, csv).catch((error: unknown) => error as DomainError);
    expect(refused).toMatchObject({ code: 'INVALID', text: { key: 'CLI_NO_EMAIL_COLUMN' } });
  },
);

test('empty lines before the header are passed over', async () => {
  const owner = await build.user();
  expect((await importInto(owner, '\n\nemail;name\na@example.com;A\n')).imported.created).toBe(1);
});

test('a header alone brings nobody', async () => {
  expect((await importInto(await build.user(), 'email,name\n')).imported.rows).toBe(0);
});

test('values that mean something elsewhere are text here', async () => {
  const owner = await build.user();
  const csv = `email,name,__proto__,city\na@example.com,"Robert'); drop table recipient;--",x,{{ 1 }}\n`;
  await importInto(owner, csv);
  const [person] = (await peopleOf(owner)).nodes;
  expect(person.fullName).toBe("Robert'); drop table recipient;--");
  expect(person.attributes.city).toBe('{{ 1 }}');
});

test('people of others with the same addresses stay as they are', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.recipient({ owner: other, email: 'a@example.com', fullName: 'Theirs' });
  expect((await importInto(owner, 'email,name\na@example.com,Mine\n')).imported.created).toBe(1);
  expect((await peopleOf(other)).nodes[0].fullName).toBe('Theirs');
});
