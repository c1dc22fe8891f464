import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getImport } from './import.access.ts';
import { recordOfImport } from './record-of-import.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

/**
 * Saves what a dry run has checked, by reading the file again from the beginning. Throws CONFLICT unless the
 * import is CHECKED.
 */
export async function confirmImport(ctx: Context, id: string): Promise<RecipientImport> {
  const confirmed = await ctx.em.transactional(async (em) => {
    const found = await getImport(ctx, id, { can: canChange, lock: true });
    if (found.status !== 'CHECKED') throw conflict('IMPORT_NOT_CHECKED');
    await recordOfImport(ctx, found, { action: 'RECIPIENTS_IMPORTED' });
    await em.execute('delete from recipient_import_remark where import_id = ?', [found.id]);
    return Object.assign(found, {
      status: 'QUEUED',
      dryRun: false,
      startedAt: null,
      finishedAt: null,
      bytesRead: 0,
      attempts: 0,
      rowCount: 0,
      createdCount: 0,
      updatedCount: 0,
      unchangedCount: 0,
      skippedCount: 0,
      suppressedCount: 0,
      repeatedCount: 0,
      rejectedCount: 0,
      batchCount: 0,
      remarkCount: 0,
    } as const);
  });
  await ctx.wakeups.wakeWorkers();
  return confirmed;
}
