import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../db/changed-rows.ts';

/**
 * Deletes audit entries that are older than a number of months; the database lets nothing else delete them.
 * Returns how many.
 */
export const forgetEntries = (em: EntityManager, months: number): Promise<number> =>
  em.transactional(async (tx) => {
    await tx.execute(`set local "postline.forgets_audit" = 'on'`);
    return changedRows(tx, 'delete from audit_entry where at < now() - make_interval(months => ?)', [months]);
  });
