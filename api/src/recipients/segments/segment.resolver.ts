import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { accessOf, EntityAccess } from '../../access/viewer-can.ts';
import { ownerAsSeen } from '../../accounts/owner-as-seen.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { createSegment } from './create-segment.ts';
import { deleteSegment } from './delete-segment.ts';
import { getSegment } from './segment.access.ts';
import { Segment } from './segment.entity.ts';
import { CreateSegmentInput, SegmentFilter, UpdateSegmentInput } from './segment.inputs.ts';
import { recipientCountOfSegment, segmentsWhere } from './segment.queries.ts';
import { updateSegment } from './update-segment.ts';

const SegmentConnection = connectionOf(Segment);
const anId = { description: 'Its id.' };

@Resolver(() => Segment)
export class SegmentResolver {
  @Query(() => Segment, { nullable: true, description: 'One segment.' })
  segment(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getSegment(ctx, id);
  }

  @Query(() => SegmentConnection, { description: 'The segments that you may see, by name.' })
  segments(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SegmentFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: SegmentFilter,
  ) {
    const sort = { field: 'name', direction: 'ASC' } as const;
    return paginate(ctx, Segment, { where: segmentsWhere(ctx, filter), sort, args });
  }

  @Mutation(() => Segment, { description: 'Makes a segment of your own.' })
  createSegment(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateSegmentInput, { description: 'The segment.' }) input: CreateSegmentInput,
  ) {
    return createSegment(ctx, input);
  }

  @Mutation(() => Segment, { description: 'Changes a segment; runs that were launched stay as they are.' })
  updateSegment(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateSegmentInput, { description: 'The changes.' }) input: UpdateSegmentInput,
  ) {
    return updateSegment(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a segment; the recipients in it stay. CONFLICT while mailings use it. Returns the id.',
  })
  deleteSegment(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteSegment(ctx, id);
  }

  @FieldResolver(() => Int, {
    complexity: 200,
    description: 'How many recipients are in it now, of every status.',
  })
  recipientCount(@Root() segment: Segment, @Ctx() ctx: Context) {
    return recipientCountOfSegment(ctx).load(segment.id);
  }

  @FieldResolver(() => User, {
    description: 'Whose segment it is; without the permission to see users only id and fullName.',
  })
  owner(@Root() segment: Segment, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, segment.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What you may do with it.' })
  viewerCan(@Root() segment: Segment, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, segment);
  }
}
