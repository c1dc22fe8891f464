import type { EntityManager } from '@mikro-orm/postgresql';
import type { Batch } from '../reading/batch.ts';
import { MOST_REMARKS } from '../recipient-import.entity.ts';
import { LeaseLost, type ClaimedImport } from './claim-import.ts';
import { lockOwner } from './lock-owner.ts';
import { withLists } from './make-lists.ts';
import { countPeople, savePeople, type SavedCounts } from './save-people.ts';

/**
 * Saves a batch, or counts it in a dry run, in one transaction that also records the progress, so that each
 * row is saved once, whatever happens. Throws LeaseLost if another worker holds the import by now.
 */
export async function saveBatch(
  em: EntityManager,
  claimed: ClaimedImport,
  { batch, leaseSeconds }: { batch: Batch; leaseSeconds: number },
): Promise<void> {
  const next = await em.transactional(async (tx) => {
    await assertMine(tx, claimed);
    await lockOwner(tx, claimed.ownerId);
    const settings = await withLists(tx, claimed, batch);
    const { batchCount } = claimed;
    const input = {
      ownerId: claimed.ownerId,
      settings,
      people: batch.people,
      importId: claimed.id,
      batch: batchCount,
    };
    let [counts, batches] = [none, batchCount];
    if (batch.people.count > 0) {
      counts = claimed.dryRun
        ? await countPeople(tx, input)
        : await savePeople(tx, { ...input, batch: batches++ });
    }
    if (!claimed.dryRun && batch.repeated.count > 0) {
      await savePeople(tx, { ...input, people: batch.repeated, batch: batches++ });
    }
    await keepRemarks(tx, claimed, batch.remarks);
    await mark(tx, claimed, {
      batch,
      counts,
      batches,
      settings: claimed.dryRun ? claimed.settings : settings,
      leaseSeconds,
    });
    return claimed.dryRun ? {} : { settings, batchCount: batches };
  });
  Object.assign(claimed, next);
  claimed.rowCount += batch.rows;
  claimed.remarkCount += batch.remarkCount;
}

const none: SavedCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0, suppressed: 0, repeated: 0 };

/**
 * Locks the import until the transaction ends, so that nobody else works on it or ends it. Throws LeaseLost.
 */
async function assertMine(tx: EntityManager, { id, lease, rowCount }: ClaimedImport): Promise<void> {
  const rows = await tx.execute<object[]>(
    `select from recipient_import where id = ? and lease = ? and status = 'RUNNING' and row_count = ? for update`,
    [id, lease, rowCount],
  );
  if (rows.length === 0) throw new LeaseLost();
}

interface Mark {
  batch: Batch;
  counts: SavedCounts;
  batches: number;
  settings: ClaimedImport['settings'];
  leaseSeconds: number;
}

async function mark(
  tx: EntityManager,
  claimed: ClaimedImport,
  { batch, counts, ...rest }: Mark,
): Promise<void> {
  const { created, updated, unchanged, skipped, suppressed } = counts;
  const repeated = batch.repeatedRows + counts.repeated;
  await tx.execute(
    `update recipient_import set row_count = row_count + ?, created_count = created_count + ?,
       updated_count = updated_count + ?, unchanged_count = unchanged_count + ?, skipped_count = skipped_count + ?,
       suppressed_count = suppressed_count + ?, repeated_count = repeated_count + ?, rejected_count = rejected_count + ?,
       remark_count = remark_count + ?, bytes_read = ?, batch_count = ?, settings = ?, attempts = 0, leased_until = now() + make_interval(secs => ?)
     where id = ?`,
    [
      batch.rows,
      created,
      updated,
      unchanged,
      skipped,
      suppressed,
      repeated,
      batch.rejected,
      batch.remarkCount,
      batch.bytesRead,
      rest.batches,
      JSON.stringify(rest.settings),
      rest.leaseSeconds,
      claimed.id,
    ],
  );
}

/** Keeps the first remarks of an import: whoever uploads a file decides how many there are. */
async function keepRemarks(
  tx: EntityManager,
  { id, remarkCount }: ClaimedImport,
  remarks: string | null,
): Promise<void> {
  if (remarks === null || remarkCount >= MOST_REMARKS) return;
  await tx.execute(
    `insert into recipient_import_remark (import_id, line, column_name, code, params, text, is_rejected)
     select ?, line, "column", code, params, text, "isRejected" from json_to_recordset(?::json)
       as remark (line int, "column" text, code text, params jsonb, text text, "isRejected" boolean)
     order by line limit ? on conflict do nothing`,
    [id, remarks, MOST_REMARKS - remarkCount],
  );
}
