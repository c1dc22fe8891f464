import type { EntityManager } from '@mikro-orm/postgresql';
import type { TextKey } from '../../../language/text.ts';
import { readUpload } from '../uploads/read-upload.ts';
import { LeaseLost, MOST_ATTEMPTS, type ClaimedImport, type RunImport } from './claim-import.ts';
import { sortIn } from './lock-owner.ts';
import { readBatches } from './read-batches.ts';
import { saveBatch } from './save-batch.ts';
import { undoImport } from './undo-import.ts';

/** Works on an import until it has ended, is somebody else's, or the signal comes; returns whether it has ended. */
export async function runImport(claimed: ClaimedImport, work: RunImport): Promise<boolean> {
  const em = work.orm.em.fork();
  const renewing = setInterval(() => void renew(work, claimed), (work.leaseSeconds * 1000) / 3);
  try {
    if (claimed.attempts > MOST_ATTEMPTS)
      await finish(em, claimed, { status: 'FAILED', error: 'IMPORT_BROKEN' });
    else if (claimed.status === 'UNDOING') return await undoImport(em, claimed, work);
    else return await readAndSave(em, claimed, work);
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

/** For what takes long without saving, such as the way to the row where another worker has stopped. */
async function renew({ orm, leaseSeconds }: RunImport, { id, lease }: ClaimedImport): Promise<void> {
  const sql =
    'update recipient_import set leased_until = now() + make_interval(secs => ?) where id = ? and lease = ?';
  // Where the database is away, the next batch tells.
  await orm.em
    .fork()
    .execute(sql, [leaseSeconds, id, lease])
    .catch(() => {});
}

async function readAndSave(em: EntityManager, claimed: ClaimedImport, work: RunImport): Promise<boolean> {
  if (claimed.uploadId === null) {
    await finish(em, claimed, { status: 'FAILED', error: 'IMPORT_FILE_GONE' });
    return true;
  }
  // Pieces come over another connection than the one that saves.
  const bytes = readUpload(work.orm.em.fork(), claimed.uploadId);
  const batches = readBatches(bytes, claimed.settings, claimed.rowCount);
  // The next batch is read while this one is saved.
  let coming = next(batches);
  for (let batch = await coming; batch; batch = await coming) {
    if (work.signal.aborted) return false;
    coming = next(batches);
    await retried(() => saveBatch(em.fork(), claimed, { batch: batch!, leaseSeconds: work.leaseSeconds }));
    await work.onBatch?.(claimed);
  }
  if (!claimed.dryRun) await sortIn(em);
  if (claimed.rowCount === 0) await finish(em, claimed, { status: 'FAILED', error: 'IMPORT_NO_ROWS' });
  else await finish(em, claimed, { status: claimed.dryRun ? 'CHECKED' : 'COMPLETED' });
  return true;
}

function next<T>(values: AsyncGenerator<T>): Promise<T | null> {
  const coming = values.next().then(({ done, value }) => (done ? null : (value as T)));
  // Whoever waits for it learns of a failure; nobody does where saving failed before.
  coming.catch(() => {});
  return coming;
}

interface Ending {
  status: 'CHECKED' | 'COMPLETED' | 'FAILED';
  error?: TextKey | null;
}

/** Ends an import. The file is deleted with it, unless the import is only checked yet. */
async function finish(
  em: EntityManager,
  { id, lease, uploadId }: ClaimedImport,
  { status, error = null }: Ending,
): Promise<void> {
  await em.transactional(async (tx) => {
    const rows = await tx.execute<{ id: number }[]>(
      `update recipient_import set status = ?, error = ?, lease = null, leased_until = null, finished_at = now()
       where id = ? and lease = ? and status in ('RUNNING', 'UNDOING') returning id`,
      [status, error, id, lease],
    );
    if (rows.length === 0) throw new LeaseLost();
    if (status !== 'CHECKED') await tx.execute('delete from upload where id = ?', [uploadId]);
  });
}

const TRIES = 5;
/** What PostgreSQL says where two transactions are in each other's way: also a recipient that both create. */
const IN_THE_WAY = new Set(['40P01', '40001', '23505']);

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (tries === TRIES || !IN_THE_WAY.has(code)) throw error;
    }
  }
}
