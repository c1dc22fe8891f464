import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { importText, peopleOf } from '../../../test/import-text.ts';
import { createImport } from './create-import.ts';
import { MOST_REMARKS, RecipientImport } from './recipient-import.entity.ts';
import { remarksAsCsv } from './rejected-rows.ts';
import { claimImport } from './running/claim-import.ts';
import { runImport } from './running/run-import.ts';
import { storeUpload } from './uploads/store-upload.ts';

test('the columns are recognised by their names, the rest become attributes', async () => {
  const owner = await build.user();
  const list = await build.list({ owner, name: 'Imported' });
  const csv = [
    '\uFEFFE-Mail;Имя;Фамилия;Комментарий;Город;',
    ' anna@example.com ;Анна;Каренина;"из; книги";Москва;x',
    'levin@example.com;;Лёвин;;;',
    'short@example.com',
  ].join('\r\n');
  const { counts, remarks } = await importText(owner, csv, { listIds: [String(list.id)] });
  expect(counts).toEqual({ rows: 3, created: 3 });
  expect(remarks).toEqual([]);
  const common = { status: 'ACTIVE', lists: [{ name: 'Imported' }] };
  expect(await peopleOf(owner)).toEqual([
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

const FIRST =
  'email,name,comment,city,age\nAnna@example.com,Anna,Note,Köln,30\nbert@example.com,Bert,,Bern,\n';
const AGAIN =
  'email,name,comment,city\nanna@EXAMPLE.com,Anna K.,,Bonn\nbert@example.com,Bert,,Bern\nnew@example.com,New,,\n';

test('a file that comes again updates those who are there, with what it says of them', async () => {
  const owner = await build.user();
  await importText(owner, FIRST);
  expect((await importText(owner, AGAIN)).counts).toEqual({ rows: 3, created: 1, updated: 1, unchanged: 1 });
  expect((await peopleOf(owner))[0]).toMatchObject({
    email: 'Anna@example.com',
    fullName: 'Anna K.',
    comment: 'Note',
    attributes: {
      city: 'Bonn',
      age: '30',
    },
  });
  expect((await importText(owner, AGAIN)).counts).toEqual({ rows: 3, unchanged: 3 });
});

test('an empty cell can remove a value; a column that is not in the file removes nothing', async () => {
  const owner = await build.user();
  await importText(owner, FIRST);
  const csv = 'email,name,city\nanna@example.com,,\n';
  expect((await importText(owner, csv, { blanks: 'REPLACE' })).counts).toEqual({ rows: 1, updated: 1 });
  expect((await peopleOf(owner))[0]).toMatchObject({
    fullName: '',
    comment: 'Note',
    attributes: { age: '30' },
  });
});

test('those who are there can be left as they are, and come into the lists all the same', async () => {
  const owner = await build.user();
  await importText(owner, FIRST);
  const { counts } = await importText(owner, AGAIN, { onConflict: 'SKIP', newLists: ['Friends'] });
  expect(counts).toEqual({ rows: 3, created: 1, skipped: 2 });
  const people = await peopleOf(owner);
  expect(people[0]).toMatchObject({ fullName: 'Anna', attributes: { city: 'Köln' } });
  for (const { lists } of people) expect(lists).toEqual([{ name: 'Friends' }]);
});

test('to come into a list is a change, and to be in it already is none', async () => {
  const owner = await build.user();
  await importText(owner, FIRST);
  const again = () => importText(owner, FIRST, { newLists: [' friends ', 'Friends'] });
  expect((await again()).counts).toEqual({ rows: 2, updated: 2 });
  expect((await again()).counts).toEqual({ rows: 2, unchanged: 2 });
});

test('a dry run counts the same and changes nothing', async () => {
  const owner = await build.user();
  await importText(owner, FIRST);
  const csv = `${AGAIN}nobody\nnew@example.com,Again,,\n`;
  const dry = await importText(owner, csv, { dryRun: true, newLists: ['Friends'] });
  expect(dry.counts).toEqual({ rows: 5, created: 1, updated: 2, repeated: 1, rejected: 1 });
  expect(dry.remarks).toMatchObject([{ line: 5, code: 'EMAIL_NO_AT', isRejected: true }]);
  expect((await peopleOf(owner)).map(({ fullName, lists }) => [fullName, lists])).toEqual([
    ['Anna', []],
    ['Bert', []],
  ]);
  expect((await importText(owner, csv, { newLists: ['Friends'] })).counts).toEqual(dry.counts);
});

test('5,000 rows with 60 broken ones: 4,940 people, and each broken row with its line and reason', async () => {
  const owner = await build.user();
  const broken = [
    ['nobody,Name,x', 'EMAIL_NO_AT', 'email'],
    [',Name,x', 'EMAIL_EMPTY', 'email'],
    ['open@example.com,"Name,x', 'CSV_BROKEN_ROW', ''],
    ['a@b@example.com,Name,x', 'EMAIL_SEVERAL_AT', 'email'],
    [`${'x'.repeat(65)}@example.com,Name,x`, 'EMAIL_LOCAL_PART_TOO_LONG', 'email'],
    ['long@example.com,' + 'x'.repeat(201) + ',x', 'TOO_LONG', 'name'],
    ['comma@example.com,Doe, John,x', 'CSV_TOO_MANY_FIELDS', ''],
  ] as const;
  const lines = Array.from({ length: 5000 }, (_, index) => `person${index}@example.com,"Person, ${index}",x`);
  const expected = Array.from({ length: 60 }, (_, number) => {
    const [text, code, column] = broken[number % broken.length]!;
    const at = 40 + number * 83;
    lines[at] = text;
    // The first line is the header's.
    return { line: at + 2, column, text, code, isRejected: true };
  });
  const { counts, remarks } = await importText(owner, ['email,name,note', ...lines].join('\n'));
  expect(counts).toEqual({ rows: 5000, created: 4940, rejected: 60 });
  expect(remarks).toMatchObject(expected);
});

test.each([
  ['name,city\nAnna,Köln\n', 'IMPORT_NO_EMAIL_COLUMN'],
  ['\n\n', 'IMPORT_NO_EMAIL_COLUMN'],
  ['', 'UPLOAD_EMPTY'],
])('a file without addresses is refused, and leaves no list: %j', async (csv, code) => {
  const owner = await build.user();
  const refused = importText(owner, csv, { newLists: ['Friends'] });
  await expect(refused).rejects.toMatchObject({ code: 'INVALID', details: { faults: [{ code }] } });
  expect((await importText(owner, 'email\na@example.com\n', { newLists: ['Others'] })).counts.created).toBe(
    1,
  );
  expect((await peopleOf(owner))[0]!.lists).toEqual([{ name: 'Others' }]);
});

test('titles alone are a failure that says so', async () => {
  const owner = await build.user();
  expect(await importText(owner, 'email,name\n')).toMatchObject({
    status: 'FAILED',
    error: 'IMPORT_NO_ROWS',
  });
});

test('values that mean something elsewhere are text here', async () => {
  const owner = await build.user();
  const csv = `email,name,__proto__,city\na@example.com,"Robert'); drop table recipient;--",x,{{ 1 }}\n`;
  await importText(owner, csv);
  const [person] = await peopleOf(owner);
  expect(person!.fullName).toBe("Robert'); drop table recipient;--");
  expect(person!.attributes.city).toBe('{{ 1 }}');
});

test('people of others with the same addresses stay as they are', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  await build.recipient({ owner: other, email: 'a@example.com', fullName: 'Theirs' });
  expect((await importText(owner, 'email,name\na@example.com,Mine\n')).counts.created).toBe(1);
  expect((await peopleOf(other))[0]!.fullName).toBe('Theirs');
});

test('of more rejected rows than anybody corrects by hand the first are kept, and the rest are counted', async () => {
  const owner = await build.user();
  const app = await testApp();
  const ctx = app.asSystem();
  const file = { fileName: 'junk.csv', bytes: Readable.from([Buffer.from(`email\n${'x\n'.repeat(30)}`)]) };
  const upload = await storeUpload(ctx, { ...file, ownerId: owner.id });
  const { id } = await createImport(ctx, { uploadId: String(upload.id), columns: [], onConflict: 'UPDATE' });
  const em = app.orm.em.fork();
  await em.execute('update recipient_import set remark_count = ? where id = ?', [MOST_REMARKS - 10, id]);
  const claimed = await claimImport(em, { leaseSeconds: 20, importId: id });
  await runImport(claimed!, { ...app, leaseSeconds: 20, signal: new AbortController().signal });
  const { recipientImport } = await as(owner).ask(
    'query ($id: ID!) { recipientImport(id: $id) { status error rejectedCount unlistedCount } }',
    { id },
  );
  expect(recipientImport).toMatchObject({ rejectedCount: 30, unlistedCount: 20 });
  const lines: string[] = [];
  for await (const line of remarksAsCsv(em, await em.findOneOrFail(RecipientImport, id), 'EN'))
    lines.push(line);
  expect(lines).toHaveLength(1 + 10 + 1);
  expect(lines.at(-2)).toMatch(/^"11",/);
  expect(lines.at(-1)).toBe('"","","","20 more rows are not listed; the first 100,000 are kept.",""\r\n');
});

test('a word alone on the first line is a title if it is known as one; otherwise it is told', async () => {
  const owner = await build.user();
  expect((await importText(owner, 'Почта\na@example.com\n')).counts).toEqual({ rows: 1, created: 1 });
  const { counts, remarks } = await importText(owner, 'anna(at)example.com\nb@example.com\n');
  expect(counts).toEqual({ rows: 2, created: 1, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 1, code: 'EMAIL_NO_AT', text: 'anna(at)example.com' }]);
});
