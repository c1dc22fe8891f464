import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { listPatch } from '../recipient.rules.ts';
import { getSegment } from './segment.access.ts';
import type { Segment } from './segment.entity.ts';
import type { UpdateSegmentInput } from './segment.inputs.ts';
import { conditionsOf, segmentNameTaken } from './segment.rules.ts';

/** Changes the given fields. Throws INVALID if the name is taken or the filter has no condition. */
export async function updateSegment(
  ctx: Context,
  { id, input: { filter, ...input } }: { id: string; input: UpdateSegmentInput },
): Promise<Segment> {
  const patch = validated(listPatch, input);
  return orTaken('segment_owner_name_unique', segmentNameTaken, () =>
    ctx.em.transactional(async (em) => {
      const segment = await getSegment(ctx, id, { can: canChange, lock: true });
      em.assign(segment, patch);
      if (filter !== undefined) {
        segment.filter = await conditionsOf(ctx, { filter, ownerId: segment.owner.id });
      }
      await em.flush();
      return segment;
    }),
  );
}
