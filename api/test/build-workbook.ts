import { strToU8, zipSync } from 'fflate';

/** A cell: text, a number alone or with the number of its style, or XML that is written as it is. */
type Cell = string | number | { value: number; style: number } | { xml: string } | null;

interface Workbook {
  sheets: Record<string, Cell[][]>;
  hidden?: string[];
  /** The formats of the styles 1, 2 and so on; a number for a built-in one. */
  formats?: (string | number)[];
  is1904?: boolean;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Builds a workbook as Excel saves it, with texts in a shared part of their own. Parts can be replaced. */
export function buildWorkbook(
  { sheets, hidden = [], formats = [], is1904 = false }: Workbook,
  parts: Record<string, string> = {},
): Buffer {
  const names = Object.keys(sheets);
  const strings: string[] = [];
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map(
        (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
      ),
      ['rIdA', 'sharedStrings', 'sharedStrings.xml'],
      ['rIdB', 'styles', '/xl/styles.xml'],
    ]),
    'xl/styles.xml': stylesOf(formats),
  };
  for (const [index, name] of names.entries())
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetOf(sheets[name]!, strings);
  files['xl/sharedStrings.xml'] = `${XML}<sst ${MAIN}>${strings
    .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
    .join('')}</sst>`;
  return buildZip({ ...files, ...parts });
}

/** An archive of texts by their names. */
export const buildZip = (files: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? strToU8(file) : file]),
      ),
    ),
  );

const relations = (all: (readonly [string, string, string])[]) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function stylesOf(formats: (string | number)[]): string {
  const own = formats.map((format, index) =>
    typeof format === 'string' ? `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>` : '',
  );
  const xfs = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'string' ? 164 + index : format}"/>`,
  );
  return `${XML}<styleSheet ${MAIN}><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`;
}

function sheetOf(rows: Cell[][], strings: string[]): string {
  const cell = (value: Cell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${strings.push(value) - 1}</v></c>`;
    return 'xml' in value ? value.xml : `<c r="${at}" s="${value.style}"><v>${value.value}</v></c>`;
  };
  const column = (index: number) => String.fromCharCode(65 + index);
  const all = rows.map((cells, row) =>
    cells.length === 0
      ? ''
      : `<row r="${row + 1}">${cells.map((value, index) => cell(value, `${column(index)}${row + 1}`)).join('')}</row>`,
  );
  return `${XML}<worksheet ${MAIN}><sheetData>${all.join('')}</sheetData></worksheet>`;
}
