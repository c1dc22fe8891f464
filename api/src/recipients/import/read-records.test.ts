import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords, type CsvRecord } from './read-records.ts';

async function recordsOf(chunks: string[], delimiter = ','): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readRecords(chunksOf(chunks), delimiter)) records.push(record);
  return records;
}

async function* chunksOf(chunks: string[]) {
  yield* chunks;
}

const fieldsOf = async (text: string, delimiter?: string) =>
  (await recordsOf([text], delimiter)).map(({ fields }) => fields);

test('rows of fields, quoted and not, with any end of line', async () => {
  const rows = [
    ['a', 'b'],
    ['c "d"', 'e,f'],
    ['g\nh', ''],
  ];
  expect(await fieldsOf('a,b\n"c ""d""","e,f"\n"g\nh",\n')).toEqual(rows);
  expect(await fieldsOf('a,b\r\n"c ""d""","e,f"\r\n"g\r\nh",')).toEqual(rows);
});

test.each([';', '\t', ','])('fields between %j', async (sign) => {
  expect(await fieldsOf(`a${sign}"b${sign}c"\n`, sign)).toEqual([['a', `b${sign}c`]]);
});

test('each row knows the line on which it begins, empty lines counted and left out', async () => {
  const records = await recordsOf(['a\n\n"b\nb"\n   \nc\n']);
  expect(records).toEqual([
    { line: 1, fields: ['a'], text: 'a' },
    { line: 3, fields: ['b\nb'], text: '"b\nb"' },
    { line: 6, fields: ['c'], text: 'c' },
  ]);
});

test('a quote that is never closed costs its own line and no other', async () => {
  const lines = Array.from({ length: 500 }, (_, index) => `row ${index}`);
  lines[100] = 'a,"never closed';
  lines[350] = 'b,"nor this one';
  const records = await recordsOf([lines.join('\n')]);
  expect(records).toHaveLength(500);
  const broken = records.filter(({ fields }) => fields === null);
  expect(broken).toEqual([
    { line: 101, fields: null, text: 'a,"never closed' },
    { line: 351, fields: null, text: 'b,"nor this one' },
  ]);
});

test.each([1, 99, 150, 1999, 2000, 2001, 4001])(
  'a quote that is never closed on line %i of 4,001 costs that line',
  async (at) => {
    const lines = Array.from({ length: 4001 }, (_, index) => `row ${index},"${index}"`);
    lines[at - 1] = 'x,"open';
    const records = await recordsOf([lines.join('\n')]);
    expect(records.filter(({ fields }) => fields === null).map(({ line }) => line)).toEqual([at]);
    expect(records.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
  },
);

test('a row over several lines may lie across the pieces that are read at once', async () => {
  const lines = Array.from({ length: 1998 }, (_, index) => String(index));
  const text = [...lines, '"one\ntwo\nthree\nfour"', 'after'].join('\n');
  const records = await recordsOf([text]);
  expect(records).toHaveLength(2000);
  expect(records.slice(-2)).toMatchObject([
    { line: 1999, fields: ['one\ntwo\nthree\nfour'] },
    { line: 2003, fields: ['after'] },
  ]);
});

test('text after a closed quote breaks its own row', async () => {
  const records = await recordsOf(['a,"b" c\nd,e\n']);
  expect(records.map(({ fields }) => fields)).toEqual([null, ['d', 'e']]);
});

test('what is written is read, in whatever pieces it comes', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ж', '"', ',', '\n', ' ') });
  const row = fc.array(field, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, size) => {
        const text = rows.map((fields) => fields.map(quoted).join(',')).join('\n');
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const records = await recordsOf(pieces);
        expect(records.map(({ fields }) => fields)).toEqual(rows);
      },
    ),
    { numRuns: 200 },
  );
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
