import type { EntityManager } from '@mikro-orm/postgresql';
import type { Remark } from '../reading/read-person.ts';
import { LeaseLost, type ClaimedImport } from './claim-import.ts';
import { lockOwner } from './lock-owner.ts';
import { withLists } from './make-lists.ts';
import type { Batch } from './read-batches.ts';
import { countPeople, savePeople, type SavedCounts } from './save-people.ts';

const LONGEST_TEXT = 100_000;

/**
 * Saves a batch, or counts it in a dry run, in one transaction with the mark of how far the import has come: whatever
 * happens, a row is saved once. Throws LeaseLost where the import is no longer this worker's.
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
    if (batch.people.length > 0) {
      counts = claimed.dryRun
        ? await countPeople(tx, input)
        : await savePeople(tx, { ...input, batch: batches++ });
    }
    if (!claimed.dryRun && batch.repeated.length > 0) {
      await savePeople(tx, { ...input, people: batch.repeated, batch: batches++ });
    }
    await keepRemarks(tx, claimed.id, batch.remarks);
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
}

const none: SavedCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0, suppressed: 0, repeated: 0 };

/** Until the transaction ends, nobody else works on the import or ends it. */
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
       bytes_read = ?, batch_count = ?, settings = ?, attempts = 0, leased_until = now() + make_interval(secs => ?)
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
      batch.bytesRead,
      rest.batches,
      JSON.stringify(rest.settings),
      rest.leaseSeconds,
      claimed.id,
    ],
  );
}

async function keepRemarks(tx: EntityManager, importId: number, remarks: Remark[]): Promise<void> {
  if (remarks.length === 0) return;
  const rows = remarks.map((remark) => ({
    ...remark,
    text: remark.text.replaceAll('\0', '').slice(0, LONGEST_TEXT).toWellFormed(),
  }));
  await tx.execute(
    `insert into recipient_import_remark (import_id, line, column_name, code, params, text, is_rejected)
     select ?, line, "column", code, params, text, "isRejected" from json_to_recordset(?::json)
       as remark (line int, "column" text, code text, params jsonb, text text, "isRejected" boolean)
     on conflict do nothing`,
    [importId, JSON.stringify(rows)],
  );
}
