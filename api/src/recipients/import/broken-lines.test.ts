import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { importedFor } from '../../../test/import-text.ts';

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
  const file = utf8('email;имя', 'a@example.com;Анна Каренина', 'b@example.com;Борис Годунов').subarray(0, -3);
  const { people, rejected } = await importedFor(file);
  expect(people).toEqual({ 'a@example.com': 'Анна Каренина' });
  expect(rejected).toEqual([[3, 'CSV_WRONG_CHARACTERS']]);
});
