import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { buildWorkbook, buildZip } from '../../../../test/build-workbook.ts';
import { importText, peopleOf } from '../../../../test/import-text.ts';

const attributesOf = async (workbook: Buffer) => {
  const owner = await build.user();
  await importText(owner, workbook);
  return (await peopleOf(owner))[0]!.attributes;
};

const refusalOf = async (file: Buffer, part?: string) => {
  const refused = importText(await build.user(), file, { ...(part && { part }) });
  const error = await refused.then(
    () => null,
    (reason: { details?: { faults: { code: string }[] } }) => reason,
  );
  return error?.details?.faults[0]?.code;
};

test('a workbook is imported as if it were text, and rows are told by their numbers', async () => {
  const owner = await build.user();
  const workbook = buildWorkbook({
    sheets: {
      People: [
        ['Эл. почта', 'ФИО', 'Комментарий', 'Телефон'],
        ['anna@example.com', 'Анна, «Каренина» & "Co"', 'two\nlines', 79161234567],
        [],
        ['nobody', 'Somebody'],
        ['bert@example.com', null, null, 0.1 + 0.2],
      ],
    },
  });
  const { counts, remarks } = await importText(owner, workbook);
  expect(counts).toEqual({ rows: 3, created: 2, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 4, code: 'EMAIL_NO_AT', column: 'Эл. почта' }]);
  expect(await peopleOf(owner)).toMatchObject([
    {
      email: 'anna@example.com',
      fullName: 'Анна, «Каренина» & "Co"',
      comment: 'two\nlines',
      attributes: { Телефон: '79161234567' },
    },
    { email: 'bert@example.com', fullName: '', attributes: { Телефон: '0.3' } },
  ]);
});

test('numbers, dates and masks come as one sees them', async () => {
  const style = (value: number, number: number) => ({ value, style: number });
  const formats = [
    14,
    22,
    '00000',
    '0%',
    '#,##0.00 [$€-407]',
    '0.00E+00',
    'dd.mm.yyyy;@',
    'h:mm',
    '[h]:mm',
    '"No "0',
  ];
  const values = [
    ['date', style(46054, 1), '2026-02-01'],
    ['time', style(46054.5625, 2), '2026-02-01 13:30'],
    ['zip', style(1234, 3), '01234'],
    ['share', style(0.15, 4), '15%'],
    ['amount', style(1234.5, 5), '1234.5'],
    ['large', style(1e20, 6), '100000000000000000000'],
    ['own date', style(46054, 7), '2026-02-01'],
    ['hour', style(0.5, 8), '12:00'],
    ['hours', style(1.5, 9), '36:00'],
    ['numbered', style(7, 10), 'No 7'],
    ['tiny', 0.0000001, '0.0000001'],
    ['negative', -12, '-12'],
    ['yes', { xml: '<c t="b" r="N2"><v>1</v></c>' }, 'TRUE'],
    ['formula', { xml: '<c t="str" r="O2"><f>1+1</f><v>made</v></c>' }, 'made'],
    [
      'inline',
      {
        xml: '<c t="inlineStr" r="P2"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b_x0041_</t></r></is></c>',
      },
      'abA',
    ],
  ] as const;
  const rows = [
    ['email', ...values.map(([name]) => name)],
    ['a@example.com', ...values.map(([, value]) => value)],
  ];
  const found = await attributesOf(buildWorkbook({ sheets: { A: rows }, formats }));
  expect(found).toEqual(Object.fromEntries(values.map(([name, , text]) => [name, text])));
});

test('days are counted from 1904 where the workbook says so', async () => {
  const rows = [
    ['email', 'born'],
    ['a@example.com', { value: 44592, style: 1 }],
  ];
  const found = await attributesOf(buildWorkbook({ sheets: { A: rows }, formats: [14], is1904: true }));
  expect(found).toEqual({ born: '2026-02-01' });
});

test('the first sheet that is shown is taken, or the one that is named', async () => {
  const sheets = {
    Hidden: [['email'], ['hidden@example.com']],
    First: [['email'], ['first@example.com']],
    Второй: [['email'], ['second@example.com']],
  };
  const workbook = buildWorkbook({ sheets, hidden: ['Hidden'] });
  const owner = await build.user();
  await importText(owner, workbook);
  await importText(owner, workbook, { part: 'второй' });
  expect((await peopleOf(owner)).map(({ email }) => email)).toEqual([
    'first@example.com',
    'second@example.com',
  ]);
  expect(await refusalOf(workbook, 'Third')).toBe('UPLOAD_NO_SUCH_PART');
  expect(await refusalOf(workbook, 'Hidden')).toBe('UPLOAD_NO_SUCH_PART');
});

test('an archive is read as the text file in it, in whatever encoding', async () => {
  const owner = await build.user();
  const cyrillic = Buffer.from([
    0xc0, 0xed, 0xed, 0xe0, 0x20, 0xca, 0xe0, 0xf0, 0xe5, 0xed, 0xe8, 0xed, 0xe0,
  ]);
  const file = Buffer.concat([Buffer.from('email;name\r\na@example.com;'), cyrillic, Buffer.from('\r\n')]);
  const archive = buildZip({ '__MACOSX/._people.csv': 'x', 'lists/people.csv': file, 'readme.md': 'y' });
  await importText(owner, archive, { encoding: 'Windows-1251' });
  expect((await peopleOf(owner))[0]).toMatchObject({ fullName: 'Анна Каренина' });
});

test.each([
  [
    'an archive in an archive',
    buildZip({ 'inner.zip': buildZip({ 'a.csv': 'email\na@example.com' }) }),
    'UPLOAD_NESTED_ARCHIVE',
  ],
  [
    'a workbook in an archive',
    buildZip({ 'book.xlsx': buildWorkbook({ sheets: { A: [] } }) }),
    'UPLOAD_NESTED_ARCHIVE',
  ],
  ['nothing', buildZip({}), 'UPLOAD_NOTHING_INSIDE'],
  ['pictures alone', buildZip({ 'a.csv': Buffer.from('89504e470d0a1a0a00', 'hex') }), 'UPLOAD_NO_TEXT'],
  ['a cut file', buildWorkbook({ sheets: { A: [['email']] } }).subarray(0, 700), 'UPLOAD_BROKEN_ARCHIVE'],
  [
    'the beginning of an archive, then noise',
    Buffer.concat([Buffer.from('504b0304', 'hex'), randomBytes(5000)]),
    'UPLOAD_BROKEN_ARCHIVE',
  ],
  ['zeros that burst', buildZip({ 'a.csv': Buffer.alloc(32 * 1024 * 1024) }), 'UPLOAD_UNPACKED_TOO_LARGE'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'UPLOAD_NO_TEXT'],
])('what cannot be read is refused in words: %s', async (_, file, code) => {
  expect(await refusalOf(file)).toBe(code);
});

test('entities do not grow, and broken XML is told', async () => {
  const valid = { sheets: { A: [['email'], ['a@example.com']] } };
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
  for (const xml of [bomb, '<worksheet><sheetData><row>'])
    expect(await refusalOf(buildWorkbook(valid, { 'xl/worksheets/sheet1.xml': xml }))).toBe(
      'UPLOAD_BROKEN_ARCHIVE',
    );
});

test('a file that lies about its size is refused', async () => {
  const archive = buildZip({ 'a.csv': `email\n${'a@example.com\n'.repeat(1000)}` });
  const lying = Buffer.from(archive);
  // The sizes in the entry and in the directory: both claim 10 bytes.
  for (const [signature, offset] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const)
    lying.writeUInt32LE(10, lying.indexOf(Buffer.from(new Uint32Array([signature]).buffer)) + offset);
  expect(await refusalOf(lying)).toBe('UPLOAD_BROKEN_ARCHIVE');
});
