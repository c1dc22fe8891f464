import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../db/changed-rows.ts';

/** Deletes the entries of the audit log that are older than so many months; the database lets nobody else. Returns how many. */
export const forgetEntries = (em: EntityManager, months: number): Promise<number> =>
  em.transactional(async (tx) => {
    await tx.execute(`set local "postline.forgets_audit" = 'on'`);
    return changedRows(tx, 'delete from audit_entry where at < now() - make_interval(months => ?)', [months]);
  });
