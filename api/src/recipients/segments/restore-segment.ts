import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { bringBack } from '../../deletions/bring-back.ts';
import { getDeleted } from '../../deletions/get-deleted.ts';
import { Segment } from './segment.entity.ts';
import { restorableSegment } from './restorable-segment.ts';
import { segmentNameTaken } from './segment.rules.ts';

/** Restores a segment that was deleted within a day. Throws INVALID if its name is taken by now. */
export const restoreSegment = (ctx: Context, id: string): Promise<Segment> =>
  orTaken('segment_owner_name_unique', segmentNameTaken, () =>
    ctx.em.transactional(async (em) => {
      const deleted = await getDeleted(ctx, restorableSegment, { id, can: canChange });
      await bringBack(em, restorableSegment, { deleted });
      return em.findOneOrFail(Segment, deleted.thingId);
    }),
  );
