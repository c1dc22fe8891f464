import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecipientChangeKind } from '../recipient-change.entity.ts';
import type { ClaimedChange } from './claim-change.ts';
import { restoreDeleted } from './restore-deleted.ts';
import { restoreStatuses } from './restore-statuses.ts';

interface Restored {
  restored: number;
  leftAlone: number;
}

/** Returns how many recipients were changed back. */
type Restore = (tx: EntityManager, claimed: ClaimedChange, number: number) => Promise<number>;

/** Changes back what a batch did, except for recipients that somebody has changed since. */
export async function restoreBatch(
  tx: EntityManager,
  claimed: ClaimedChange,
  number: number,
): Promise<Restored> {
  const key = [claimed.id, number];
  const [batch] = await tx.execute<{ count: number }[]>(
    `select jsonb_array_length(case jsonb_typeof(before) when 'object' then before -> 'people' else before end) as count
     from recipient_change_batch where change_id = ? and number = ?`,
    key,
  );
  // A batch that is not kept any more cannot be restored.
  if (!batch) return { restored: 0, leftAlone: 0 };
  await tx.execute(
    `select recipient.id from recipient_change_batch cross join jsonb_array_elements(ids) chosen
     join recipient on recipient.id = chosen::int
     where change_id = ? and number = ? order by recipient.id for update of recipient`,
    key,
  );
  const restored = await restores[claimed.kind](tx, claimed, number);
  return { restored, leftAlone: batch.count - restored };
}

const restores: Record<RecipientChangeKind, Restore> = {
  SET_STATUS: restoreStatuses,
  DELETE: restoreDeleted,
  ADD_TO_LIST: (tx, { id, settings }, number) =>
    counted(
      tx,
      `delete from recipient_list_member using recipient_change_batch batch cross join jsonb_array_elements(before) added
       where change_id = ? and number = ? and list_id = ? and recipient_id = added::int`,
      [id, number, settings.listId],
    ),
  REMOVE_FROM_LIST: (tx, { id, settings }, number) =>
    counted(
      tx,
      `insert into recipient_list_member (list_id, recipient_id)
       select list.id, recipient.id from recipient_change_batch cross join jsonb_array_elements(before) removed
       join recipient on recipient.id = removed::int
       join recipient_list list on list.owner_id = recipient.owner_id and list.id = ?
       where change_id = ? and number = ? on conflict do nothing`,
      [settings.listId, id, number],
    ),
  SET_ATTRIBUTE: restoreAttributes,
  REMOVE_ATTRIBUTE: restoreAttributes,
};

function restoreAttributes(tx: EntityManager, { id }: ClaimedChange, number: number): Promise<number> {
  return counted(
    tx,
    `update recipient set attributes = person -> 2, updated_at = (person ->> 1)::timestamptz
     from recipient_change_batch cross join jsonb_array_elements(before) person
     where change_id = ? and number = ? and recipient.id = (person ->> 0)::int and recipient.updated_at = written_at`,
    [id, number],
  );
}

/** Runs a statement and returns the number of changed rows. */
async function counted(tx: EntityManager, sql: string, params: unknown[]): Promise<number> {
  const [row] = await tx.execute<{ count: number }[]>(
    `with restored as (${sql} returning 1) select count(*)::int as count from restored`,
    params,
  );
  return row!.count;
}
