import { posix } from 'node:path';
import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { CannotUnpack } from './unpacked.ts';

/** The paths of a workbook's parts in its archive. */
export interface Workbook {
  sheets: { name: string; path: string }[];
  sharedStrings: string | null;
  styles: string | null;
  /** Days are counted from 1904, as on old Macs. */
  is1904: boolean;
}

interface Relation {
  id: string;
  type: string;
  path: string;
}

const MOST_SHEETS = 200;

/** Returns the parts of a workbook, or null if the archive is not one. Hidden sheets are left out. */
export async function findWorkbook(archive: Archive): Promise<Workbook | null> {
  if (!archive.names.includes('[Content_Types].xml') || !archive.names.includes('_rels/.rels')) return null;
  const root = await relationsOf(archive, '');
  const path = root.find(({ type }) => type === 'officeDocument')?.path;
  if (!path || !/\/?workbook\.xml$/i.test(path)) return null;
  const relations = await relationsOf(archive, path);
  const { sheets, is1904 } = await readWorkbook(archive, path);
  const pathOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.path ?? null;
  const found = sheets.flatMap(({ name, id }) => {
    const sheet = relations.find((relation) => relation.id === id && relation.type === 'worksheet');
    return sheet ? [{ name, path: sheet.path }] : [];
  });
  if (found.length === 0) throw new CannotUnpack('UPLOAD_NOTHING_INSIDE');
  return { sheets: found, sharedStrings: pathOf('sharedStrings'), styles: pathOf('styles'), is1904 };
}

async function readWorkbook(archive: Archive, path: string) {
  const sheets: { name: string; id: string }[] = [];
  let is1904 = false;
  await readXml(await archive.open(path), {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (tag !== 'sheet' || (attributes.state ?? 'visible') !== 'visible' || sheets.length === MOST_SHEETS)
        return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.name ?? '', id });
    },
    text() {},
    close() {},
  });
  return { sheets, is1904 };
}

/** The parts that a part refers to, by the end of the relation's type. */
async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part);
  const file = posix.join(dir, '_rels', `${base}.rels`);
  const relations: Relation[] = [];
  if (!archive.names.includes(file)) return relations;
  await readXml(await archive.open(file), {
    open(tag, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (tag !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(dir, target);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path });
    },
    text() {},
    close() {},
  });
  return relations;
}
