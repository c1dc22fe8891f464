import type { EntityManager } from '@mikro-orm/postgresql';

// Any number that nothing else in this database locks.
const OWNER_LOCK = 728_110;

/**
 * Imports of one owner, and their undoing, take turns until the transaction ends: none of them meets half of what another
 * does. New rows may wait in larger heaps for the indexes of search and attributes than PostgreSQL lets them, which takes a
 * tenth less work.
 */
export async function lockOwner(tx: EntityManager, ownerId: number): Promise<void> {
  await tx.execute("select pg_advisory_xact_lock(?, ?), set_config('gin_pending_list_limit', '16MB', true)", [
    OWNER_LOCK,
    ownerId,
  ]);
}

/** Sorts in what waits for these indexes: a search would have to read it all. */
export async function sortIn(em: EntityManager): Promise<void> {
  await em.execute(
    `select gin_clean_pending_list(index.oid) from pg_index join pg_class index on index.oid = indexrelid
     join pg_am on pg_am.oid = index.relam
     where indrelid = 'recipient'::regclass and amname = 'gin' and pg_has_role(index.relowner, 'USAGE')`,
  );
}
