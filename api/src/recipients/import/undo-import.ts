import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getImport } from './import.access.ts';
import { recordOfImport } from './record-of-import.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

const HOURS = 24;

/** Whether an import can be undone: within a day of its end. */
export const canBeUndone = (
  { status, batchCount, dryRun, finishedAt }: RecipientImport,
  now: Date,
): boolean =>
  ['COMPLETED', 'FAILED', 'CANCELLED'].includes(status) &&
  batchCount > 0 &&
  !dryRun &&
  finishedAt !== null &&
  now.getTime() - finishedAt.getTime() < HOURS * 3_600_000;

/**
 * Lets workers undo an import: new recipients are deleted, others get their values back, and lists that it
 * has created are deleted if nobody is left in them. People changed since stay as they are. Throws CONFLICT
 * if it is too late.
 */
export async function undoImport(ctx: Context, id: string): Promise<RecipientImport> {
  const undoing = await ctx.em.transactional(async () => {
    const found = await getImport(ctx, id, { can: canChange, lock: true });
    if (!canBeUndone(found, ctx.clock.now())) throw conflict('IMPORT_CANNOT_BE_UNDONE');
    await recordOfImport(ctx, found, { action: 'IMPORT_UNDONE' });
    return Object.assign(found, { status: 'UNDOING', attempts: 0 } as const);
  });
  await ctx.wakeups.wakeWorkers();
  return undoing;
}
