import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getChange } from './change.access.ts';
import type { RecipientChange } from './recipient-change.entity.ts';

const HOURS = 24;

/** Whether a change can be undone: within a day of its end. */
export const canBeUndone = ({ status, changedCount, finishedAt }: RecipientChange, now: Date): boolean =>
  ['COMPLETED', 'CANCELLED', 'FAILED'].includes(status) &&
  changedCount > 0 &&
  finishedAt !== null &&
  now.getTime() - finishedAt.getTime() < HOURS * 3_600_000;

/**
 * Lets workers undo a change; recipients that have been changed since stay as they are. Throws CONFLICT if it
 * is too late.
 */
export async function undoChange(ctx: Context, id: string): Promise<RecipientChange> {
  const undoing = await ctx.em.transactional(async () => {
    const change = await getChange(ctx, id, { can: canChange, lock: true });
    if (!canBeUndone(change, ctx.clock.now())) throw conflict('CHANGE_CANNOT_BE_UNDONE');
    return Object.assign(change, { status: 'UNDOING', attempts: 0 } as const);
  });
  await ctx.wakeups.wakeWorkers();
  return undoing;
}
