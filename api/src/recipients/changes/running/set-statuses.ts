import type { EntityManager } from '@mikro-orm/postgresql';
import type { Batch } from './batch.ts';
import type { ClaimedChange } from './claim-change.ts';

/**
 * Sets the status of a batch's recipients. The status follows the suppressions of the address: those with
 * another reason are lifted, and those with the new reason are added. A suppression for the whole
 * installation stays.
 */
export async function setStatuses(
  tx: EntityManager,
  { id, ownerId, settings }: ClaimedChange,
  batch: Batch,
): Promise<number> {
  const status = settings.status!;
  const ids = `{${batch.ids.join()}}`;
  const before = await tx.execute<{ id: number; updated_at: string }[]>(
    'select id, updated_at::text from recipient where id = any (?::int[]) and status <> ? order by id',
    [ids, status],
  );
  const differing = `{${before.map((person) => person.id).join()}}`;
  const lifted = await tx.execute<{ id: number }[]>(
    `update suppression set lifted_at = now(), lifted_by_id = ?, lift_reason = ?
     from recipient where recipient.id = any (?::int[]) and suppression.owner_id = recipient.owner_id
       and suppression.address_hash = recipient.address_hash
       and lifted_at is null and list_id is null and reason <> ? returning suppression.id`,
    [ownerId, settings.liftReason, differing, status],
  );
  const added = status === 'ACTIVE' ? [] : await refuse(tx, { ids: differing, status, ownerId });
  const [row] = await tx.execute<{ count: number }[]>(
    `with known as (select (person ->> 0)::int as id, person from jsonb_array_elements(?::jsonb) person),
     changed as (
       select coalesce(jsonb_agg(person), '[]') as people from known join recipient using (id) where recipient.status = ?
     )
     update recipient_change_batch set written_at = now(),
       before = jsonb_build_object('people', people, 'lifted', ?::jsonb, 'added', ?::jsonb)
     from changed where change_id = ? and number = ? returning jsonb_array_length(people) as count`,
    [
      JSON.stringify(before.map((person) => [person.id, person.updated_at])),
      status,
      JSON.stringify(lifted.map((suppression) => suppression.id)),
      JSON.stringify(added.map((suppression) => suppression.id)),
      id,
      batch.number,
    ],
  );
  return row!.count;
}

const refuse = (
  tx: EntityManager,
  { ids, status, ownerId }: { ids: string; status: string; ownerId: number },
): Promise<{ id: number }[]> =>
  tx.execute(
    `insert into suppression (address_hash, email, owner_id, reach, reason, source, added_by_id)
     select address_hash, email, owner_id, 'OWNER', ?, 'BY_HAND', ? from recipient where id = any (?::int[])
     on conflict do nothing returning id`,
    [status, ownerId, ids],
  );
