import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { importedFor, importText, peopleOf } from '../../../test/import-text.ts';

const utf8 = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''));

test.each([
  ['Windows-1251', 'Вера Павловна', ['Анна Каренина', 'Борис Годунов', 'Фёдор Достоевский']],
  ['Windows-1252', 'Björn Weiß', ['Jürgen Müller', 'Käthe Größe', 'Élodie Noël']],
])('a line in %s within UTF-8 costs itself alone', async (encoding, alien, [a, b, c]) => {
  const file = Buffer.concat([
    utf8('email;name', `a@example.com;${a}`, `b@example.com;${b}`),
    iconv.encode(`x@example.com;${alien}\r\n`, encoding),
    utf8(`c@example.com;${c}`),
  ]);
  const { people, rejected } = await importedFor(file);
  expect(people).toEqual({ 'a@example.com': a, 'b@example.com': b, 'c@example.com': c });
  expect(rejected).toEqual([[4, 'CSV_WRONG_CHARACTERS']]);
});

test('a file that was cut within a character loses that row alone', async () => {
  const file = utf8('email;имя', 'a@example.com;Анна Каренина', 'b@example.com;Борис Годунов').subarray(
    0,
    -3,
  );
  const { people, rejected } = await importedFor(file);
  expect(people).toEqual({ 'a@example.com': 'Анна Каренина' });
  expect(rejected).toEqual([[3, 'CSV_WRONG_CHARACTERS']]);
});

const crlf = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

test('an address in another column of addresses is taken if the first is empty, and told', async () => {
  const file = crlf(
    '"ID";"Полное имя контакта";"Ответственный email";"Рабочий email";"Личный email";"E-mail 3"',
    '"1";"Анна";"boss@example.com";"";"anna@example.com";""',
    '"2";"Борис";"boss@example.com";"boris@example.com";"b2@example.com";""',
    '"3";"Вера";"boss@example.com";"";"";"vera@example.com"',
    '"4";"Глеб";"boss@example.com";"";"";""',
    '"5";"Дина";"boss@example.com";"dina@example.com";"";""',
  );
  const owner = await build.user();
  const { remarks } = await importText(owner, file);
  expect((await peopleOf(owner)).map(({ email, fullName }) => [email, fullName])).toEqual([
    ['anna@example.com', 'Анна'],
    ['boris@example.com', 'Борис'],
    ['dina@example.com', 'Дина'],
    ['vera@example.com', 'Вера'],
  ]);
  expect(remarks.map(({ line, code, isRejected }) => [line, code, isRejected])).toEqual([
    [2, 'IMPORT_ADDRESS_ELSEWHERE', false],
    [4, 'IMPORT_ADDRESS_ELSEWHERE', false],
    [5, 'EMAIL_EMPTY', true],
  ]);
});

test('a letter of another alphabet in an address is told, with its place', async () => {
  const owner = await build.user();
  const { remarks, counts } = await importText(owner, 'email,name\nanna@exаmple.com,Anna\n');
  expect(counts).toEqual({ rows: 1, rejected: 1 });
  expect(remarks[0]!.reason).toBe(
    'The letter "а" at position 8 is from another alphabet than those beside it. Type it again.',
  );
});

test('titles that nobody knows below lines of a report', async () => {
  const file = crlf(
    'Отчёт;Клиенты;;',
    'Дата;01.02.2026;;',
    ';;;',
    '№;ФИО;Телефон;Куда писать',
    '1;Анна Каренина;89001112233;anna@example.com',
  );
  const { people, attributes } = await importedFor(file);
  expect(people).toEqual({ 'anna@example.com': 'Анна Каренина' });
  expect(attributes).toEqual({ 'anna@example.com': { '№': '1', Телефон: '89001112233' } });
});

test('people without an address above the first with one are no report', async () => {
  const file = crlf(';Имя;Куда писать', '1;Пётр;нет', '2;Анна;anna@example.com');
  const { people, rejected } = await importedFor(file);
  expect(people).toEqual({ 'anna@example.com': 'Анна' });
  expect(rejected).toEqual([[2, 'EMAIL_NO_AT']]);
});

test('a hundred blank columns behind two are two columns', async () => {
  const blank = ';'.repeat(298);
  const file = crlf(`email;name${blank}`, `a@example.com;Ann${blank}`);
  expect((await importedFor(file)).people).toEqual({ 'a@example.com': 'Ann' });
});

test('people on one line, with a semicolon behind the last', async () => {
  const { people } = await importedFor('Ann Lee <a@example.com>, Bert <b@example.com>, c@example.com;\n');
  expect(people).toEqual({ 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert', 'c@example.com': '' });
});

test('quotes within a text that is a formula', async () => {
  expect((await importedFor(crlf('email;name', '="a@example.com";="Ann ""B"" Lee"'))).people).toEqual({
    'a@example.com': 'Ann "B" Lee',
  });
});

test('zeros behind the beginning of a file do no harm', async () => {
  const many = Array.from({ length: 400 }, (_, index) => `p${index}@example.com,Person`);
  const file = ['email,name', ...many, 'a@example.com,Ann\0Lee', 'b\0@example.com,Bert', '\0'.repeat(100)];
  const owner = await build.user();
  const { counts, remarks } = await importText(owner, file.join('\n'));
  expect(counts).toMatchObject({ created: 401 });
  expect(remarks.map(({ code }) => code)).toContain('EMAIL_HIDDEN_CHARACTER');
});
