import { openArchive, type Archive } from './open-archive.ts';
import { readFormats } from './cell-formats.ts';
import { readXml } from './read-xml.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetRows } from './sheet-rows.ts';
import { CannotUnpack, type Packed, type Unpacked } from './unpacked.ts';
import { findWorkbook, type Workbook } from './workbook.ts';
import { TextFile } from './write-text.ts';

/**
 * Unpacks a sheet of a workbook as CSV, each row on the line of its number, or a text file of an archive
 * unchanged.
 */
export async function unpack(packed: Packed): Promise<Unpacked> {
  try {
    const archive = await openArchive(packed.from);
    try {
      const workbook = await findWorkbook(archive);
      return await (workbook ? unpackSheet(archive, workbook, packed) : unpackFile(archive, packed));
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof CannotUnpack) return { problem: error.problem };
    throw error;
  }
}

async function unpackSheet(archive: Archive, workbook: Workbook, packed: Packed): Promise<Unpacked> {
  const { sheets } = workbook;
  const names = sheets.map(({ name }) => name);
  const sheet = sheets[chosen(names, packed.part)]!;
  const strings = await readSharedStrings(archive, workbook.sharedStrings);
  const formats = await readFormats(archive, workbook.styles, workbook.is1904);
  const file = new TextFile(packed.to, packed.mostBytes);
  let line = 0;
  const onRow = (row: number, cells: string[]) => {
    file.write(`${'\n'.repeat(Math.max(0, row - 1 - line))}${cells.map(csvCell).join(',')}\n`);
    line = row;
  };
  // Marks the file as UTF-8, whatever its first rows contain.
  file.write('\uFEFF');
  await readXml(await archive.open(sheet.path), new SheetRows({ strings, formats, onRow }), () =>
    file.flush(),
  );
  await file.end();
  return { parts: names, part: sheet.name };
}

/** Writes a line break in a cell as U+2028, so that each row stays on the line of its number. */
const csvCell = (text: string) =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll(/\r\n?|\n/g, '\u2028')}"` : text;

const ARCHIVES = /\.(?:zip|7z|rar|gz|bz2|xz|tar|tgz|xlsx|xlsm|xls|ods)$/i;
const TEXTS = /\.(?:csv|txt|tsv|tab)$/i;
/** Spreadsheets and documents of LibreOffice, Numbers, Pages and Word are archives too. */
const DOCUMENT = /^(?:mimetype|META-INF\/manifest\.xml|Index\/.*\.iwa|Index\.zip|word\/document\.xml)$/;
/** Files that macOS and Windows add to archives. */
const NOISE = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

async function unpackFile(archive: Archive, packed: Packed): Promise<Unpacked> {
  if (archive.names.some((name) => DOCUMENT.test(name))) throw new CannotUnpack('UPLOAD_NO_TEXT');
  const names = archive.names.filter((name) => !NOISE.test(name));
  const texts = names.filter((name) => TEXTS.test(name));
  const parts = texts.length > 0 ? texts : names.filter((name) => !ARCHIVES.test(name));
  if (parts.length === 0)
    throw new CannotUnpack(names.length > 0 ? 'UPLOAD_NESTED_ARCHIVE' : 'UPLOAD_NOTHING_INSIDE');
  const part = parts[chosen(parts, packed.part)]!;
  const file = new TextFile(packed.to, packed.mostBytes);
  try {
    for await (const chunk of await archive.open(part)) {
      file.write(chunk as Buffer);
      await file.flush();
    }
  } catch (error) {
    throw error instanceof CannotUnpack ? error : new CannotUnpack('UPLOAD_BROKEN_ARCHIVE');
  }
  await file.end();
  return { parts, part };
}

function chosen(names: string[], wanted: string | null): number {
  if (wanted === null) return 0;
  const plain = (name: string) => name.trim().toLowerCase();
  const at = names.findIndex((name) => plain(name) === plain(wanted));
  if (at < 0) throw new CannotUnpack('UPLOAD_NO_SUCH_PART');
  return at;
}
