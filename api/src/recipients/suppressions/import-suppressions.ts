import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { ImportSettings } from '../import/import-settings.ts';
import type { Batch } from '../import/reading/batch.ts';
import { readApart } from '../import/reading/read-apart.ts';
import type { Column } from '../import/reading/recognise-columns.ts';
import type { Remark } from '../import/reading/read-person.ts';
import { inspectUpload, type Inspected, type Reading } from '../import/uploads/inspect-upload.ts';
import { readUpload } from '../import/uploads/read-upload.ts';
import { storeUpload } from '../import/uploads/store-upload.ts';
import { Upload } from '../import/uploads/upload.entity.ts';
import { suppress } from './suppress.ts';
import { SuppressionReason } from './suppression.entity.ts';
import { chosenColumns, liftedColumn } from './suppression-columns.ts';

export interface SuppressionFile {
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
  ownerId: number;
  /** The sheet of a workbook, or the file of an archive; null for the first one. */
  part: string | null;
  reading: Reading;
  /** For rows without a reason. */
  reason: SuppressionReason;
  /** The title of the column with the addresses, if it is not detected. */
  emailColumn: string | undefined;
  onRemark: (remark: Remark) => void;
}

/** The results of the rows: the other counts add up to `rows`. */
interface ImportedSuppressions {
  rows: number;
  /** New, or with a weightier reason than before. */
  added: number;
  /** Known before, or repeated in the file. */
  known: number;
  /** Rows that say that mail is wanted. */
  wanted: number;
  rejected: number;
}

/**
 * Suppresses the addresses in a file for an owner's mail; the file is read like those of imports. If it fails
 * midway, what was done stays, and counts as known the next time. Throws INVALID for a file without rows or
 * addresses, or with an ambiguous encoding.
 */
export async function importSuppressions(ctx: Context, file: SuppressionFile): Promise<ImportedSuppressions> {
  const upload = await storeUpload(ctx, file);
  try {
    const settings = settingsFor(file, await inspectUpload(ctx, upload, file.reading), upload);
    const counts: ImportedSuppressions = { rows: 0, added: 0, known: 0, wanted: 0, rejected: 0 };
    for await (const batch of readApart(readUpload(ctx.em.fork(), upload.id), settings, { done: 0 })) {
      add(counts, batch, await suppressAll(ctx, file, batch));
      const remarks = JSON.parse(batch.remarks ?? '[]') as Remark[];
      for (const remark of remarks) file.onRemark(remark);
    }
    if (counts.rows === 0) throw invalid([fault('IMPORT_NO_ROWS', ['file'])]);
    return counts;
  } finally {
    await ctx.em.nativeDelete(Upload, { id: upload.id });
  }
}

function settingsFor(file: SuppressionFile, inspected: Inspected, { encodings }: Upload): ImportSettings {
  const { encoding, columns: found, delimiter, hasHeader, skip, line, isList } = inspected;
  if (encoding === null)
    throw invalid([fault('ENCODING_UNCLEAR', ['encoding'], { encodings: encodings.join(', ') || '?' })]);
  const columns = chosenColumns(inspected, file.emailColumn);
  assertAddresses(columns, found);
  const refusals = { reason: file.reason, lifted: liftedColumn(columns) };
  const layout = { encoding, delimiter, hasHeader, skip, line, isList };
  const lists = { listIds: [], newLists: [], madeListIds: [] };
  return { ...layout, ...lists, columns, refusals, onConflict: 'SKIP', blanks: 'KEEP' };
}

function assertAddresses(columns: Column[], found: Column[]): void {
  if (columns.some(({ field }) => field === 'EMAIL')) return;
  const names = found.map(({ name }) => name).join(', ');
  throw invalid([fault('IMPORT_NO_EMAIL_COLUMN', ['columns'], { columns: names })]);
}

/** Returns how many of the rows are new or changed. */
async function suppressAll({ em }: Context, { ownerId }: SuppressionFile, batch: Batch): Promise<number> {
  let added = 0;
  await em.transactional(async (tx) => {
    for (const reason of Object.values(SuppressionReason)) {
      const refusal = { ownerId, reason, source: 'IMPORT', addedById: ownerId } as const;
      const [first, again] = [batch.people.refused[reason], batch.repeated.refused[reason]];
      if (first) added += await suppress(tx, { ...refusal, emails: first });
      if (again) await suppress(tx, { ...refusal, emails: again });
    }
  });
  return added;
}

function add(
  counts: ImportedSuppressions,
  { rows, rejected, people, repeatedRows }: Batch,
  added: number,
): void {
  const refused = Object.values(people.refused).reduce((sum, emails) => sum + emails.length, 0);
  counts.rows += rows;
  counts.added += added;
  counts.known += refused - added + repeatedRows;
  counts.wanted += people.count - refused;
  counts.rejected += rejected;
}
