import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context/context.ts';
import { cancelImport } from './cancel-import.ts';
import { createImport } from './create-import.ts';
import type { ImportRecipientsInput } from './import.inputs.ts';
import { RecipientImport } from './recipient-import.entity.ts';
import { claimImport } from './running/claim-import.ts';
import { usualLeaseTimes } from '../leased-worker.ts';
import { runImport } from './running/run-import.ts';
import type { Reading } from './uploads/inspect-upload.ts';
import { storeUpload } from './uploads/store-upload.ts';
import { Upload } from './uploads/upload.entity.ts';

export interface ImportFile {
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
  ownerId: number;
  /** The sheet of a workbook, or the file of an archive; the first one by default. */
  part?: string | null;
  reading?: Reading;
  rules?: Partial<Omit<ImportRecipientsInput, 'uploadId'>>;
  onProgress?: (progress: { percent: number; rows: number }) => void;
}

const PAUSE = 200;

/**
 * Imports a local file to its end and returns the finished import. If this process dies, a worker continues;
 * if a worker takes the import first, this waits for it. Throws INVALID as `storeUpload` and `createImport`
 * do.
 */
export async function importFile(ctx: Context, file: ImportFile): Promise<RecipientImport> {
  const upload = await storeUpload(ctx, file);
  let id: number;
  try {
    const input = { columns: [], onConflict: 'UPDATE' as const, ...file.reading, ...file.rules };
    id = (await createImport(ctx, { ...input, uploadId: String(upload.id) })).id;
  } catch (error) {
    await ctx.em.nativeDelete(Upload, { id: upload.id });
    throw error;
  }
  const done = await workUntilEnd(ctx, id, file);
  await ctx.cache.drop('recipients');
  // Nobody will confirm it.
  if (done.status === 'CHECKED') await cancelImport(ctx, String(id));
  return done;
}

async function workUntilEnd(
  { em, orm, log }: Context,
  id: number,
  { onProgress }: ImportFile,
): Promise<RecipientImport> {
  const { leaseSeconds } = usualLeaseTimes;
  const work = { orm, log, leaseSeconds, signal: new AbortController().signal };
  for (;;) {
    const claimed = await claimImport(em.fork(), { leaseSeconds, importId: id });
    if (claimed) await runImport(claimed, { ...work, onBatch: tell });
    const now = await em.fork().findOneOrFail(RecipientImport, id);
    if (!['QUEUED', 'RUNNING'].includes(now.status)) return now;
    await sleep(PAUSE);
  }
  async function tell() {
    const { bytesRead, fileSize, rowCount } = await em.fork().findOneOrFail(RecipientImport, id);
    onProgress?.({ percent: Math.floor((bytesRead / Math.max(1, fileSize)) * 100), rows: rowCount });
  }
}
