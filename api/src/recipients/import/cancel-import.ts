import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getImport } from './import.access.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

/**
 * Ends an import that waits, runs, or was only checked. The rows that are saved stay, and can be undone. Throws CONFLICT
 * where it has ended.
 */
export async function cancelImport(ctx: Context, id: string): Promise<RecipientImport> {
  return ctx.em.transactional(async (em) => {
    const found = await getImport(ctx, id, { can: canChange, lock: true });
    if (!['QUEUED', 'RUNNING', 'CHECKED'].includes(found.status)) throw conflict('IMPORT_HAS_ENDED');
    const upload = found.upload?.id;
    if (upload !== undefined) await em.execute('delete from upload where id = ?', [upload]);
    return Object.assign(found, {
      status: 'CANCELLED',
      lease: null,
      leasedUntil: null,
      finishedAt: new Date(),
      upload: null,
    });
  });
}
