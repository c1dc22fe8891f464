import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getChange } from './change.access.ts';
import type { RecipientChange } from './recipient-change.entity.ts';

/**
 * Ends a change that is waiting or running; recipients changed so far stay changed, and can be changed back.
 * Throws CONFLICT if it has ended.
 */
export async function cancelChange(ctx: Context, id: string): Promise<RecipientChange> {
  return ctx.em.transactional(async () => {
    const change = await getChange(ctx, id, { can: canChange, lock: true });
    if (!['QUEUED', 'RUNNING'].includes(change.status)) throw conflict('CHANGE_HAS_ENDED');
    return Object.assign(change, {
      status: 'CANCELLED',
      lease: null,
      leasedUntil: null,
      finishedAt: new Date(),
    } as const);
  });
}
