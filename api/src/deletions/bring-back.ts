import type { EntityManager } from '@mikro-orm/postgresql';
import type { Deleted } from './get-deleted.ts';
import type { Part, Restorable } from './restorable.ts';

/**
 * Inserts the rows of a deleted thing again, with their numbers, and connects it with what still exists of
 * its owner. `changes` replaces columns of the thing itself, by name.
 */
export async function bringBack(
  em: EntityManager,
  { parts: [thing, ...others] }: Restorable,
  { deleted, changes = {} }: { deleted: Deleted; changes?: Record<string, unknown> },
): Promise<void> {
  await addRows(em, thing, { deleted, changes });
  for (const part of others)
    await (part.with ? connect(em, part, deleted) : addRows(em, part, { deleted, changes: {} }));
  await em.execute('delete from deletion where id = ?', [deleted.id]);
}

/** Columns that have come since the deletion get their defaults; those that have gone are left out. */
async function addRows(
  em: EntityManager,
  { table }: Part,
  { deleted, changes }: { deleted: Deleted; changes: Record<string, unknown> },
): Promise<void> {
  const names = await em.execute<{ name: string }[]>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = ?::regclass and attnum > 0 and not attisdropped
       and attname in (select jsonb_object_keys(contents -> ?::text -> 0) from deletion where id = ?)`,
    [table, table, deleted.id],
  );
  if (names.length === 0) return;
  await em.execute(
    `insert into ${table} (${names.map(({ name }) => name).join()})
     select ${names.map(({ name }) => `back.${name}`).join()}
     from deletion cross join jsonb_array_elements(contents -> ?::text) kept
     cross join jsonb_populate_record(null::${table}, kept || ?::jsonb) back where deletion.id = ?`,
    [table, JSON.stringify(changes), deleted.id],
  );
}

const connect = (
  em: EntityManager,
  { table, key, with: other }: Part,
  { id, thingId }: Deleted,
): Promise<unknown> =>
  em.execute(
    `insert into ${table} (${key}, ${other!.column})
     select ?, thing.id from deletion cross join jsonb_array_elements(contents -> ?::text) member
     join ${other!.things} thing on thing.id = member::int and thing.owner_id = deletion.owner_id
     where deletion.id = ? order by thing.id`,
    [thingId, table, id],
  );
