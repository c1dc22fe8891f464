import type { EntityManager } from '@mikro-orm/postgresql';
import { recordOfService } from '../../../audit/record.ts';
import { changedRows } from '../../../db/changed-rows.ts';
import { deletePeople } from '../../delete-people.ts';
import { LeaseLost, type ClaimedImport, type RunImport } from './claim-import.ts';
import { handOver } from './hand-over.ts';
import { lockOwner } from './lock-owner.ts';

/** Undoes an import, the last batch first. Returns whether that is complete. */
export async function undoImport(
  em: EntityManager,
  claimed: ClaimedImport,
  work: RunImport,
): Promise<boolean> {
  for (let batch = claimed.batchCount - 1; batch >= 0; batch--) {
    if (work.signal.aborted) return false;
    await em.fork().transactional(async (tx) => {
      await lockOwner(tx, claimed.ownerId);
      await handOver(tx, claimed, batch);
      await undoBatch(tx, claimed.id, batch);
      await mark(tx, claimed, { batches: batch, leaseSeconds: work.leaseSeconds });
    });
    await work.onBatch?.(claimed);
  }
  await em.transactional(async (tx) => {
    await deleteEmptyLists(tx, claimed.settings.madeListIds);
    const changed = await changedRows(
      tx,
      `update recipient_import set status = 'UNDONE', lease = null, leased_until = null
       where id = ? and lease = ? and status = 'UNDOING'`,
      [claimed.id, claimed.lease],
    );
    if (changed === 0) throw new LeaseLost();
    await recordOfService(tx, work.log, {
      action: 'IMPORT_ENDED',
      subject: 'RECIPIENTS',
      subjectName: claimed.fileName,
      ownerId: claimed.ownerId,
      details: { import: claimed.id, status: 'UNDONE' },
    });
  });
  return true;
}

/**
 * Undoes one batch, except for refusals of mail in the file, which stay. People whom somebody else has
 * changed since stay as they are: undoing reverts what the import did, and nothing that came after it.
 */
async function undoBatch(tx: EntityManager, importId: number, number: number): Promise<void> {
  const params = [importId, number];
  await tx.execute(
    `with batch as (select * from recipient_import_batch where import_id = ? and number = ?),
     before as (select written_at, person from batch cross join jsonb_array_elements(before) as person)
     update recipient set full_name = person->>1, comment = person->>2, attributes = person->3,
       updated_at = (person->>4)::timestamptz
     from before where recipient.id = (person->>0)::int and updated_at = written_at`,
    params,
  );
  await tx.execute(
    `delete from recipient_list_member member
     using recipient_import_batch batch cross join jsonb_array_elements(listed) as pair
     where import_id = ? and number = ? and list_id = (pair->>0)::int and recipient_id = (pair->>1)::int`,
    params,
  );
  const rows = await tx.execute<{ id: number }[]>(
    `select recipient.id from recipient_import_batch batch
     cross join jsonb_array_elements_text(created) as made join recipient on recipient.id = made::int
     where import_id = ? and number = ? and updated_at = written_at order by recipient.id for update of recipient`,
    params,
  );
  await deletePeople(
    tx,
    rows.map(({ id }) => id),
  );
  await tx.execute('delete from recipient_import_batch where import_id = ? and number = ?', params);
}

async function deleteEmptyLists(tx: EntityManager, listIds: number[]): Promise<void> {
  await tx.execute('delete from recipient_list where id = any (?::int[]) and recipient_count = 0', [
    `{${listIds.join()}}`,
  ]);
}

async function mark(
  tx: EntityManager,
  { id, lease }: ClaimedImport,
  { batches, leaseSeconds }: { batches: number; leaseSeconds: number },
): Promise<void> {
  const changed = await changedRows(
    tx,
    `update recipient_import set batch_count = ?, attempts = 0, leased_until = now() + make_interval(secs => ?)
     where id = ? and lease = ? and status = 'UNDOING'`,
    [batches, leaseSeconds, id, lease],
  );
  if (changed === 0) throw new LeaseLost();
}
