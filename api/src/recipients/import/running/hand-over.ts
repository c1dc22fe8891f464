import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClaimedImport } from './claim-import.ts';

/** A person whom a batch has created or changed, and others have changed since. */
interface ChangedSince {
  id: number;
  /** The state before the batch; null if the person did not exist. */
  before: unknown[] | null;
}

/**
 * Prepares to undo a batch: the changes to people whom another import has changed since are handed over to
 * that import, as if this batch had never existed. So two imports of the same people leave nothing behind, in
 * whatever order they are undone.
 */
export async function handOver(
  tx: EntityManager,
  { id: importId, ownerId }: ClaimedImport,
  number: number,
): Promise<void> {
  const changed = await changedSince(tx, importId, number);
  if (changed.length === 0) return;
  await tx.execute(
    `with mine as (
       select written_at from recipient_import_batch where import_id = ? and number = ?
     ), changed as (
       select id, before from json_to_recordset(?::json) as given (id int, before jsonb)
     ), found as (
       select import_id, number,
         coalesce(jsonb_agg(changed.id) filter (where changed.id is not null and changed.before is null), '[]') as created,
         coalesce(jsonb_agg(coalesce(changed.before, person))
           filter (where changed.id is null or changed.before is not null), '[]') as before
       from mine
       join recipient_import_batch batch on batch.written_at > mine.written_at
       join recipient_import other on other.id = import_id and owner_id = ? and other.id <> ?
       cross join jsonb_array_elements(batch.before) as person
       left join changed on changed.id = (person->>0)::int and (person->>4)::timestamptz = mine.written_at
       group by import_id, number having count(changed.id) > 0
     )
     update recipient_import_batch batch set created = batch.created || found.created, before = found.before
     from found where batch.import_id = found.import_id and batch.number = found.number`,
    [importId, number, JSON.stringify(changed), ownerId, importId],
  );
}

function changedSince(tx: EntityManager, importId: number, number: number): Promise<ChangedSince[]> {
  return tx.execute<ChangedSince[]>(
    `with batch as (select * from recipient_import_batch where import_id = ? and number = ?), mine as (
       select made::int as id, null::jsonb as before, written_at
       from batch cross join jsonb_array_elements_text(created) as made
       union all
       select (person->>0)::int, person, written_at from batch cross join jsonb_array_elements(before) as person
     )
     select mine.id, before from mine
     join recipient on recipient.id = mine.id and updated_at is distinct from written_at`,
    [importId, number],
  );
}
