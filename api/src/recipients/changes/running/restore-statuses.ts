import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClaimedChange } from './claim-change.ts';

interface Batch {
  people: [id: number, updatedAt: string][];
  lifted: number[];
  added: number[];
}

/**
 * Removes the suppressions that a batch has added, and restores those that it has lifted, for people who have
 * not been changed since.
 */
export async function restoreStatuses(
  tx: EntityManager,
  { id }: ClaimedChange,
  number: number,
): Promise<number> {
  const [batch] = await tx.execute<{ before: Batch; people: number[] | null }[]>(
    `select before, (
       select jsonb_agg(recipient.id) from jsonb_array_elements(before -> 'people') person
       join recipient on recipient.id = (person ->> 0)::int where recipient.updated_at = written_at
     ) as people from recipient_change_batch where change_id = ? and number = ?`,
    [id, number],
  );
  const { before, people } = batch!;
  const ids = `{${(people ?? []).join()}}`;
  const ofThem = `suppression.owner_id = recipient.owner_id and suppression.address_hash = recipient.address_hash
    and recipient.id = any (?::int[])`;
  await tx.execute(
    `delete from suppression using recipient where suppression.id = any (?::int[]) and lifted_at is null and ${ofThem}`,
    [`{${before.added.join()}}`, ids],
  );
  await tx.execute(
    `update suppression set lifted_at = null, lifted_by_id = null, lift_reason = null
     from recipient where suppression.id = any (?::int[]) and ${ofThem} and not exists (
       select from suppression other where other.address_hash = suppression.address_hash
         and other.owner_id = suppression.owner_id and other.list_id is null and other.lifted_at is null)`,
    [`{${before.lifted.join()}}`, ids],
  );
  const rows = await tx.execute<object[]>(
    `update recipient set status = coalesce(refusal_of(owner_id, address_hash), 'ACTIVE'),
       updated_at = (person ->> 1)::timestamptz
     from jsonb_array_elements(?::jsonb) person
     where recipient.id = (person ->> 0)::int and recipient.id = any (?::int[]) returning recipient.id`,
    [JSON.stringify(before.people), ids],
  );
  return rows.length;
}
