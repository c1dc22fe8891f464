import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { Segment } from '../../recipients/segments/segment.entity.ts';
import { mailingCountOfSegment } from './audience-segments.ts';

@Resolver(() => Segment)
export class SegmentUseResolver {
  @FieldResolver(() => Int, { description: 'The number of mailings with the segment in their audience.' })
  mailingCount(@Root() segment: Segment, @Ctx() ctx: Context) {
    return mailingCountOfSegment(ctx).load(segment.id);
  }
}
