import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Begins a new part of deliveries and attempts if one is due (decision 73). To be called before a launch, outside of
 * its transaction, because others wait for a part until it is there. A launch without this call gets its
 * part too, from a trigger.
 */
export async function cutLedger(em: EntityManager): Promise<void> {
  await em.fork().transactional((tx) => tx.execute('select cut_ledger()'));
}
