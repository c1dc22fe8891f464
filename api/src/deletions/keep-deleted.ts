import type { EntityManager } from '@mikro-orm/postgresql';
import type { Part, Restorable } from './restorable.ts';

/**
 * Keeps a thing and what belongs to it for a day. Call it in the transaction that deletes the thing, before
 * that, with the thing locked.
 */
export async function keepDeleted(
  em: EntityManager,
  { kind, parts }: Restorable,
  thing: { id: number; owner: { id: number } },
): Promise<void> {
  await em.execute(
    `insert into deletion (kind, thing_id, owner_id, contents) select ?, ?, ?, jsonb_build_object(${parts.map(rowsOf).join()})`,
    [kind, thing.id, thing.owner.id, ...parts.map(() => thing.id)],
  );
}

function rowsOf({ table, key, with: other, without = [] }: Part): string {
  const row = other ? `part.${other.column}` : `to_jsonb(part) - '{${without.join()}}'::text[]`;
  return `'${table}', coalesce((select jsonb_agg(${row}) from ${table} part where part.${key} = ?), '[]')`;
}
