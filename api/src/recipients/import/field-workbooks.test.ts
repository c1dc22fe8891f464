import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { buildWorkbook, buildZip } from '../../../test/build-workbook.ts';
import { importText, peopleOf } from '../../../test/import-text.ts';

// Workbooks, and what people take for some.

async function seen(file: Buffer | string, part?: string) {
  const owner = await build.user();
  const { remarks } = await importText(owner, file, part ? { part } : {});
  const people = await peopleOf(owner);
  return {
    people: Object.fromEntries(people.map(({ email, fullName }) => [email, fullName])),
    rejected: remarks.filter(({ isRejected }) => isRejected).map(({ line, code }) => [line, code]),
    attributes: people.map(({ attributes }) => attributes),
  };
}

async function refusalOf(file: Buffer | string) {
  const owner = await build.user();
  const code = await importText(owner, file).then(
    ({ status, error }) => `${status} ${error}`,
    (error: { details?: { faults: { code: string }[] } }) => error.details?.faults[0]?.code ?? String(error),
  );
  expect(await peopleOf(owner)).toEqual([]);
  return code;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

test('texts of several pieces and formats, with what is read aloud left out', async () => {
  const strings = `<sst ${MAIN}><si><r><t>em</t></r><r><rPr><b/></rPr><t>ail</t></r></si><si><t>name</t></si>
    <si><t>a@example.com</t></si><si><r><t xml:space="preserve">Ann </t></r><r><t>Lee</t></r><rPh sb="0" eb="1"><t>アン</t></rPh></si></sst>`;
  const book = buildWorkbook(
    {
      sheets: {
        S: [
          ['x', 'y'],
          ['z', 'w'],
        ],
      },
    },
    { 'xl/sharedStrings.xml': strings },
  );
  expect(await seen(book)).toMatchObject({ people: { 'a@example.com': 'Ann Lee' }, rejected: [] });
});

test('formulas count by their results, errors are texts, merged cells belong to the first', async () => {
  const sheet = `<worksheet ${MAIN}><sheetData>
    <row r="1">${cell('A1', 'People of 2026')}</row>
    <row r="2">${cell('A2', 'email')}${cell('B2', 'name')}${cell('C2', 'sum')}${cell('D2', 'city')}</row>
    <row r="3"><c r="A3" t="str"><f>LOWER("A")&amp;"@example.com"</f><v>a@example.com</v></c>${cell('B3', 'Ann')}<c r="C3"><f>1+1</f><v>2</v></c>${cell('D3', 'Rome')}</row>
    <row r="4">${cell('A4', 'b@example.com')}${cell('B4', 'Bert')}<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D4"/></row>
    </sheetData><mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="D3:D4"/></mergeCells></worksheet>`;
  const book = buildWorkbook({ sheets: { S: [] } }, { 'xl/worksheets/sheet1.xml': sheet });
  expect(await seen(book)).toEqual({
    people: { 'a@example.com': 'Ann', 'b@example.com': 'Bert' },
    rejected: [],
    attributes: [{ sum: '2', city: 'Rome' }, { sum: '#DIV/0!' }],
  });
});

test('rows that are hidden or filtered are people too, and columns may stand anywhere', async () => {
  const sheet = `<worksheet ${MAIN}><sheetData>
    <row r="5">${cell('C5', 'Почта')}${cell('E5', 'ФИО')}</row>
    <row r="6" hidden="1">${cell('C6', 'anna@example.com')}${cell('E6', 'Анна')}</row>
    <row r="9">${cell('C9', 'boris@example.com')}${cell('E9', 'Борис')}</row></sheetData></worksheet>`;
  const book = buildWorkbook({ sheets: { S: [] } }, { 'xl/worksheets/sheet1.xml': sheet });
  expect(await seen(book)).toMatchObject({
    people: { 'anna@example.com': 'Анна', 'boris@example.com': 'Борис' },
    rejected: [],
  });
});

test('rows and cells without references, as some programs write them', async () => {
  const sheet = `<worksheet ${MAIN}><sheetData>
    <row><c t="inlineStr"><is><t>email</t></is></c><c t="inlineStr"><is><t>name</t></is></c></row>
    <row><c t="inlineStr"><is><t>a@example.com</t></is></c><c t="inlineStr"><is><t>Ann</t></is></c></row></sheetData></worksheet>`;
  const book = buildWorkbook({ sheets: { S: [] } }, { 'xl/worksheets/sheet1.xml': sheet });
  expect(await seen(book)).toMatchObject({ people: { 'a@example.com': 'Ann' } });
});

test('a sheet of another name, whatever its letters', async () => {
  const book = buildWorkbook({
    sheets: {
      Сводка: [['Итого', 2]],
      'Люди 2026': [
        ['email', 'имя'],
        ['a@example.com', 'Анна'],
      ],
    },
  });
  expect(await seen(book, 'люди 2026')).toMatchObject({ people: { 'a@example.com': 'Анна' } });
});

const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
const html =
  '<html><head><meta charset="utf-8"></head><body><table>\n<tr><td>email</td><td>name</td></tr>\n<tr><td>a@example.com</td><td>Ann</td></tr>\n</table></body></html>';
const ods = buildZip({
  mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
  'content.xml': '<office:document-content><text:p>a@example.com</text:p></office:document-content>',
  'META-INF/manifest.xml': '<manifest/>',
});
const numbers = buildZip({
  'Index/Document.iwa': 'a@example.com',
  'Metadata/Properties.plist': 'x',
  'preview.jpg': 'x',
});

test.each([
  ['a workbook of before 2007, or one with a password', OLE, 'UPLOAD_NO_TEXT'],
  ['a page that is called a workbook', html, 'UPLOAD_NO_TEXT'],
  [
    'XML of 2003',
    '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Row><Cell><Data>a@example.com</Data></Cell></Row></Workbook>',
    'UPLOAD_NO_TEXT',
  ],
  ['a spreadsheet of LibreOffice', ods, 'UPLOAD_NO_TEXT'],
  ['a spreadsheet of Numbers', numbers, 'UPLOAD_NO_TEXT'],
  ['RTF', '{\\rtf1\\ansi a@example.com\\par b@example.com}', 'UPLOAD_NO_TEXT'],
  ['JSON', '[{"email":"a@example.com","name":"Ann"}]', 'UPLOAD_NO_TEXT'],
  [
    'zeros in the middle of a text',
    Buffer.concat([Buffer.from('email,name\n'), Buffer.alloc(100)]),
    'UPLOAD_NO_TEXT',
  ],
])('%s is refused in words, and nobody is read out of it', async (_what, file, code) => {
  expect(await refusalOf(file)).toBe(code);
});
