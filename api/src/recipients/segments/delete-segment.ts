import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { keepDeleted } from '../../deletions/keep-deleted.ts';
import { restorableSegment } from './restorable-segment.ts';
import { getSegment } from './segment.access.ts';

/**
 * Deletes a segment but not its recipients. It can be restored for a day. Throws CONFLICT with the number of
 * mailings that use it. Returns the id.
 */
export async function deleteSegment(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    // Locked, so that no mailing starts using it after the check.
    const segment = await getSegment(ctx, id, { can: canChange, lock: true });
    const [used] = await em.execute<{ count: number }[]>(
      'select count(*)::int as count from mailing_segment where segment_id = ?',
      [segment.id],
    );
    if (used!.count > 0) throw conflict('SEGMENT_IN_USE', { count: used!.count });
    await keepDeleted(em, restorableSegment, segment);
    await em.remove(segment).flush();
  });
  return id;
}
