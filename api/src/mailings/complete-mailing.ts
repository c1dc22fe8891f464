import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Completes a mailing whose run has ended, unless another start is armed. Call it in a transaction that holds
 * the mailing's lock.
 */
export const completeMailing = (em: EntityManager, mailingId: number) =>
  em.execute(
    "update mailing set status = 'COMPLETED' where id = ? and status = 'RUNNING' and next_run_at is null",
    [mailingId],
  );
