import * as v from 'valibot';
import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid, notFound, type Fault } from '../../errors/domain-error.ts';
import { line, validated } from '../../input/validation.ts';
import { idOf } from '../../access/owned-things.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';
import { getUpload } from './import.access.ts';
import type { ImportColumnInput, ImportRecipientsInput } from './import.inputs.ts';
import type { ImportSettings } from './import-settings.ts';
import type { Column } from './reading/recognise-columns.ts';
import { RecipientImport } from './recipient-import.entity.ts';
import { inspectUpload, type Inspected } from './uploads/inspect-upload.ts';
import { recordOfImport } from './record-of-import.ts';
import type { Upload } from './uploads/upload.entity.ts';

const MOST_LISTS = 50;
const newLists = v.pipe(v.array(line(200)), v.maxLength(MOST_LISTS, 'TOO_MANY'));
const attributeName = line(200);

/**
 * Starts to import an upload into the recipients of its owner. A dry run counts and checks its rows, and
 * waits for confirmation. Throws INVALID if the encoding is ambiguous and not given, or if no column contains
 * addresses.
 */
export async function createImport(ctx: Context, input: ImportRecipientsInput): Promise<RecipientImport> {
  const upload = await getUpload(ctx, input.uploadId, { can: canChange });
  if (!upload.isComplete) throw notFound();
  const settings = await settingsOf(ctx, upload, input);
  const created = await ctx.em.transactional(async (em) => {
    const made = em.create(RecipientImport, {
      owner: upload.owner.id,
      upload: upload.id,
      fileName: upload.fileName,
      fileSize: upload.size,
      dryRun: input.dryRun ?? false,
      settings,
    } as never) as RecipientImport;
    await em.flush();
    if (!made.dryRun) await recordOfImport(ctx, made, { action: 'RECIPIENTS_IMPORTED' });
    return made;
  });
  await ctx.wakeups.wakeWorkers();
  return created;
}

async function settingsOf(
  ctx: Context,
  upload: Upload,
  input: ImportRecipientsInput,
): Promise<ImportSettings> {
  const inspected = await inspectUpload(ctx, upload, input);
  const { encoding, delimiter, hasHeader, skip, line, isList } = inspected;
  if (encoding === null) throw encodingUnclear(upload);
  return {
    encoding,
    delimiter,
    hasHeader,
    skip,
    line,
    isList,
    columns: mappedColumns(inspected, input.columns),
    onConflict: input.onConflict,
    blanks: input.blanks ?? 'KEEP',
    listIds: await ownLists(ctx, upload, input.listIds ?? []),
    newLists: uniqueNames(validated(v.object({ newLists }), { newLists: input.newLists ?? [] }).newLists),
    madeListIds: [],
  };
}

const encodingUnclear = ({ encodings }: Upload) =>
  invalid([fault('ENCODING_UNCLEAR', ['encoding'], { encodings: encodings.join(', ') || '?' })]);

/** The columns as recognised, with the changes that were requested. */
function mappedColumns({ columns }: Inspected, wished: ImportColumnInput[]): Column[] {
  const faults: Fault[] = [];
  const mapped = columns.map((column) => ({ ...column }));
  for (const [index, wish] of wished.entries()) {
    const column = mapped.find(({ name }) => name.toLowerCase() === wish.column.trim().toLowerCase());
    if (!column)
      faults.push(
        fault('IMPORT_NO_SUCH_COLUMN', ['columns', String(index), 'column'], { column: wish.column }),
      );
    else Object.assign(column, { field: wish.field, attribute: attributeOf(wish, column) });
  }
  // Choosing another address column means that it is the only one.
  const isEmailWished = wished.some(({ field }) => field === 'EMAIL');
  for (const column of mapped) {
    const isWished = wished.some((wish) => wish.column.trim().toLowerCase() === column.name.toLowerCase());
    if (isEmailWished && column.field === 'EMAIL' && !isWished) column.field = 'ATTRIBUTE';
  }
  const emails = mapped.filter(({ field }) => field === 'EMAIL').length;
  const names = columns.map(({ name }) => name).join(', ');
  if (emails === 0) faults.push(fault('IMPORT_NO_EMAIL_COLUMN', ['columns'], { columns: names }));
  if (emails > 1) faults.push(fault('IMPORT_SEVERAL_EMAIL_COLUMNS', ['columns']));
  if (faults.length > 0) throw invalid(faults);
  return mapped;
}

const attributeOf = ({ attribute }: ImportColumnInput, { name }: Column) =>
  attribute ? validated(v.object({ attribute: attributeName }), { attribute }).attribute : name;

async function ownLists(ctx: Context, upload: Upload, ids: string[]): Promise<number[]> {
  const wanted = [...new Set(ids.map((id) => idOf(id) ?? 0))];
  if (wanted.length > MOST_LISTS) throw invalid([fault('TOO_MANY', ['listIds'], { bound: MOST_LISTS })]);
  const known = await ctx.em.count(RecipientList, { id: wanted, owner: upload.owner.id });
  if (known < wanted.length) throw invalid([fault('NO_SUCH_THING', ['listIds'])]);
  return wanted;
}

const uniqueNames = (names: string[]) => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
];
