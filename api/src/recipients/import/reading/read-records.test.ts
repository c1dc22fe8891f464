import { expect, test } from 'vitest';
import { RecordReader, type TextRecord } from './read-records.ts';

/** The records of a text that arrives in pieces of a given size. */
function read(text: string, { delimiter = ',', size = text.length || 1 } = {}): TextRecord[] {
  const reader = new RecordReader({ delimiter });
  const records: TextRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.read(text.slice(at, at + size)));
  return [...records, ...reader.end()];
}

const fieldsOf = (text: string, delimiter = ',') => read(text, { delimiter }).map(({ fields }) => fields);

test.each([
  [
    'lines that end with LF',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'with CR and LF',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'with CR',
    'a,b\rc,d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'mixed',
    'a,b\rc,d\r\ne,f\ng,h',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ],
  ],
  ['quoted fields', '"a, b","c ""d""",""\n', [['a, b', 'c "d"', '']]],
  [
    'line breaks in quotes',
    '"a\nb\r\nc\rd",e\nf,g',
    [
      ['a\nb\r\nc\rd', 'e'],
      ['f', 'g'],
    ],
  ],
  [
    'quotes within a field',
    'George "Buck" Sample,5\' 6",27"\nx,y,z',
    [
      ['George "Buck" Sample', '5\' 6"', '27"'],
      ['x', 'y', 'z'],
    ],
  ],
  ['text behind a closing quote', '"Buck" George,"a"b\n', [['Buck George', 'ab']]],
  ['spaces before and behind quotes', 'a, "Doe, Jane" ,\u00a0"b"\n', [['a', 'Doe, Jane', 'b']]],
  ['padded columns', 'a   , "{""x"": 1}"   ,\n', [['a   ', '{"x": 1}', '']]],
  [
    'empty lines, and lines of separators',
    '\n\n,,\na,b\n \n,\nc,d\n\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(fieldsOf(text)).toEqual(expected);
});

test.each([
  ['no other quote', 'a,"b\nc,d\n', [null, ['c', 'd']]],
  ['quoted fields behind it', 'a,"b\nc,"d, e"\nf,"g"\n', [null, ['c', 'd, e'], ['f', 'g']]],
  ['rows that begin with a quote behind it', 'a,"b\n"c","d"\n', [null, ['c', 'd']]],
  ['padding behind the field', 'a, "x" ,\nb, "y  ,\nc, z,\n', [['a', 'x', ''], null, ['c', ' z', '']]],
  ['the last line', 'a,b\nc,"d', [['a', 'b'], null]],
])('a quote that is never closed costs its own row: %s', (_name, text, expected) => {
  expect(fieldsOf(text)).toEqual(expected);
});

test('what is lost is told as it came, with its line', () => {
  expect(read('a,b\n"x\ny",z\n\nc,"d\ne,f\n')).toEqual([
    { line: 1, fields: ['a', 'b'], text: 'a,b' },
    { line: 2, fields: ['x\ny', 'z'], text: '"x\ny",z' },
    { line: 5, fields: null, text: 'c,"d' },
    { line: 6, fields: ['e', 'f'], text: 'e,f' },
  ]);
});

test.each([';', '\t', '|'])('another separator: %j', (delimiter) => {
  const text = ['a', '"b, c"', 'd'].join(delimiter);
  expect(fieldsOf(text, delimiter)).toEqual([['a', 'b, c', 'd']]);
});

test('a long quoted note is one field; nothing in it is a row', () => {
  const note = Array.from({ length: 5000 }, (_, line) => `phantom${line}@example.com,Phantom,x`).join('\n');
  expect(fieldsOf(`a,"${note}"\nb,c`)).toEqual([
    ['a', note],
    ['b', 'c'],
  ]);
});

test('the same in whatever pieces the text comes', () => {
  const text = 'a,"b\r\n""c"" d" ,e\r\nf, "g" ,"h\r\ni,j"k,l\r\r\n"m","n\no"\r\np,"q';
  const whole = read(text);
  for (const size of [1, 2, 3, 5, 7, 11]) expect(read(text, { size })).toEqual(whole);
});

test('a quote that is not closed for a megabyte is none', () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `person${row}@example.com,x`);
  rows[7] = 'open@example.com,"x';
  const records = read(rows.join('\n'), { size: 65_536 });
  expect(records).toHaveLength(60_000);
  expect(records.filter(({ fields }) => fields === null)).toEqual([
    { line: 8, fields: null, text: 'open@example.com,"x' },
  ]);
});

test('a row that does not end is not kept in memory, and costs itself alone', () => {
  const reader = new RecordReader({ delimiter: ',' });
  const records: TextRecord[] = [];
  const piece = 'x'.repeat(65_536);
  for (let count = 0; count < 200; count++) records.push(...reader.read(piece));
  records.push(...reader.read('\na,b\n'), ...reader.end());
  expect(records).toMatchObject([
    { line: 1, fields: null },
    { line: 2, fields: ['a', 'b'] },
  ]);
  expect(records[0]!.text.length).toBeLessThan(20_000);
});
