import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { unauthenticated } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { newList } from '../recipient.rules.ts';
import { Segment } from './segment.entity.ts';
import type { CreateSegmentInput } from './segment.inputs.ts';
import { conditionsOf, segmentNameTaken } from './segment.rules.ts';

/** Creates a segment for the actor. Throws INVALID if the name is taken or the filter has no condition. */
export async function createSegment(
  ctx: Context,
  { filter: given, ...input }: CreateSegmentInput,
): Promise<Segment> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newList, input);
  const filter = await conditionsOf(ctx, { filter: given, ownerId: owner });
  return orTaken('segment_owner_name_unique', segmentNameTaken, () =>
    ctx.em.transactional(async (em) => em.create(Segment, { ...values, filter, owner })),
  );
}
