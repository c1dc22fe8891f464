import type { EntityManager } from '@mikro-orm/postgresql';

// Any number that nothing else in this database locks.
const OWNER_LOCK = 728_110;

/**
 * Imports of one owner, and their undoing, take turns until the transaction ends: none of them meets half of what another
 * does.
 */
export async function lockOwner(tx: EntityManager, ownerId: number): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(?, ?)', [OWNER_LOCK, ownerId]);
}
