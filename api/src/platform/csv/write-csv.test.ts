import { expect, test } from 'vitest';
import { writeCsv } from './write-csv.ts';

async function written(rows: unknown[][], separator: ',' | ';' | '\t' = ',') {
  let text = '';
  const portions = (async function* () {
    for (const row of rows) yield [row];
  })();
  for await (const part of writeCsv(['Email', 'Name'], portions, { separator })) text += part;
  return text;
}

test('Excel sees UTF-8, and its own line ends', async () => {
  expect(
    await written([
      ['a@example.com', 'Анна'],
      ['b@example.com', null],
    ]),
  ).toBe('\uFEFFEmail,Name\r\na@example.com,Анна\r\nb@example.com,\r\n');
  expect(await written([['a@example.com', 'A;B']], ';')).toBe('\uFEFFEmail;Name\r\na@example.com;"A;B"\r\n');
});

test.each(['=1+1', '+7 495', '-1', '@SUM(A1)', '\tx', '\rx'])('%j is no formula', async (value) => {
  const [, row] = (await written([['a', value]])).split('\r\n');
  expect(row!.replace(/^a,"?/, '')).toMatch(/^'/);
});

test('quotes, line breaks and separators stay within their cell', async () => {
  expect(await written([['a', 'say "x",\nthen']])).toContain('a,"say ""x"",\nthen"\r\n');
});
