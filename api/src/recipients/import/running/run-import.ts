import type { EntityManager } from '@mikro-orm/postgresql';
import { freshenStatistics } from '../../../db/fresh-statistics.ts';
import { retried } from '../../../db/retried.ts';
import { ThreadEnded } from '../../../platform/threads/endable-thread.ts';
import { readApart } from '../reading/read-apart.ts';
import { readUpload } from '../uploads/read-upload.ts';
import type { Batch } from '../reading/batch.ts';
import { LeaseLost, MOST_ATTEMPTS, type ClaimedImport, type RunImport } from './claim-import.ts';
import { finishImport } from './finish-import.ts';
import { sortIn } from './lock-owner.ts';
import { saveBatch } from './save-batch.ts';
import { undoImport } from './undo-import.ts';

/**
 * Works on an import until it has ended, another worker holds it, or the signal is aborted. Returns whether
 * it has ended.
 */
export async function runImport(claimed: ClaimedImport, work: RunImport): Promise<boolean> {
  const em = work.orm.em.fork();
  const renewing = setInterval(() => void renew(work, claimed), (work.leaseSeconds * 1000) / 3);
  try {
    if (claimed.attempts > MOST_ATTEMPTS)
      await finishImport(em, claimed, { log: work.log, status: 'FAILED', error: 'IMPORT_BROKEN' });
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

/**
 * Renews the lease during long work without saving, such as skipping to the row where another worker stopped.
 */
async function renew({ orm, leaseSeconds }: RunImport, { id, lease }: ClaimedImport): Promise<void> {
  const sql =
    'update recipient_import set leased_until = now() + make_interval(secs => ?) where id = ? and lease = ?';
  // If the database is unreachable, the next batch reports it.
  await orm.em
    .fork()
    .execute(sql, [leaseSeconds, id, lease])
    .catch(() => {});
}

async function readAndSave(em: EntityManager, claimed: ClaimedImport, work: RunImport): Promise<boolean> {
  if (claimed.uploadId === null) {
    await finishImport(em, claimed, { log: work.log, status: 'FAILED', error: 'IMPORT_FILE_GONE' });
    return true;
  }
  // Reading and saving use different connections.
  const bytes = readUpload(work.orm.em.fork(), claimed.uploadId);
  const batches = readApart(bytes, claimed.settings, {
    done: claimed.rowCount,
    deadline: work.pieceDeadline,
  });
  try {
    if (!(await saveAll(em, claimed, { batches, work }))) return false;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await finishImport(em, claimed, { log: work.log, status: 'FAILED', error: 'IMPORT_UNREADABLE' });
    return true;
  } finally {
    // Ends the thread that reads.
    await batches.return(undefined);
  }
  if (!claimed.dryRun) {
    await sortIn(em);
    await freshenStatistics(em);
  }
  if (claimed.rowCount === 0)
    await finishImport(em, claimed, { log: work.log, status: 'FAILED', error: 'IMPORT_NO_ROWS' });
  else await finishImport(em, claimed, { log: work.log, status: claimed.dryRun ? 'CHECKED' : 'COMPLETED' });
  return true;
}

/**
 * Whether the file cannot be read within the limits. A file made to exhaust this worker would exhaust the
 * next one too.
 */
const isUnreadable = (error: unknown) =>
  error instanceof ThreadEnded && ['TIME', 'MEMORY'].includes(error.reason);

/** PostgreSQL's code for a recipient that another transaction creates at the same moment. */
const BOTH_CREATE = '23505';

/** Batches; of a dry run none is saved. */
const FRESHEN_EACH = 10;

interface SaveAll {
  batches: AsyncGenerator<Batch>;
  work: RunImport;
}

/** Saves the batches. Returns whether it reached the last one. */
async function saveAll(
  em: EntityManager,
  claimed: ClaimedImport,
  { batches, work }: SaveAll,
): Promise<boolean> {
  let saved = 0;
  // The next batch is read while this one is saved.
  let coming = next(batches);
  for (let batch = await coming; batch; batch = await coming) {
    if (work.signal.aborted) return false;
    coming = next(batches);
    const save = () => saveBatch(em.fork(), claimed, { batch: batch!, leaseSeconds: work.leaseSeconds });
    await retried(save, [BOTH_CREATE]);
    // People are searched, and sent to, while others are still being read.
    if (++saved % FRESHEN_EACH === 0 && !claimed.dryRun) await freshenStatistics(em);
    await work.onBatch?.(claimed);
  }
  return true;
}

function next<T>(values: AsyncGenerator<T>): Promise<T | null> {
  const coming = values.next().then(({ done, value }) => (done ? null : (value as T)));
  // The error surfaces when the batch is awaited; if saving failed first, nobody awaits it.
  coming.catch(() => {});
  return coming;
}
