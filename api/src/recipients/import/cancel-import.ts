import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { recordOfImport } from './record-of-import.ts';
import { getImport } from './import.access.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

/**
 * Ends an import that is waiting, running, or only checked. Rows saved so far stay, and can be undone. Throws
 * CONFLICT if it has ended.
 */
export async function cancelImport(ctx: Context, id: string): Promise<RecipientImport> {
  return ctx.em.transactional(async (em) => {
    const found = await getImport(ctx, id, { can: canChange, lock: true });
    if (!['QUEUED', 'RUNNING', 'CHECKED'].includes(found.status)) throw conflict('IMPORT_HAS_ENDED');
    const upload = found.upload?.id;
    if (upload !== undefined) await em.execute('delete from upload where id = ?', [upload]);
    const { rowCount: rows, createdCount: created, updatedCount: updated, rejectedCount: rejected } = found;
    const counts = { status: 'CANCELLED', rows, created, updated, rejected };
    await recordOfImport(ctx, found, { action: 'IMPORT_ENDED', counts });
    return Object.assign(found, {
      status: 'CANCELLED',
      lease: null,
      leasedUntil: null,
      finishedAt: new Date(),
      upload: null,
    });
  });
}
