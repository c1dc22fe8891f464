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
import {
  CreateSegmentInput,
  SegmentFilter,
  SegmentOrder,
  type SegmentOrderField,
  UpdateSegmentInput,
} from './segment.inputs.ts';
import { recipientCountOfSegment, segmentsWhere } from './segment.queries.ts';
import { restoreSegment } from './restore-segment.ts';
import { updateSegment } from './update-segment.ts';

const SegmentConnection = connectionOf(Segment);
const sortField = {
  NAME: 'name',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
} as const satisfies Record<SegmentOrderField, keyof Segment>;
const anId = { description: 'The id of the segment.' };

@Resolver(() => Segment)
export class SegmentResolver {
  @Query(() => Segment, { nullable: true, description: 'A segment.' })
  segment(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getSegment(ctx, id);
  }

  @Query(() => SegmentConnection, {
    description: 'The segments that the viewer may see, by name by default.',
  })
  segments(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SegmentFilter, {
      nullable: true,
      description: 'Only segments that match this filter. Defaults to all.',
    })
    filter?: SegmentFilter,
    @Arg('orderBy', () => SegmentOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: SegmentOrder,
  ) {
    const sort = { field: sortField[orderBy?.field ?? 'NAME'], direction: orderBy?.direction ?? 'ASC' };
    return paginate(ctx, Segment, { where: segmentsWhere(ctx, filter), sort, args });
  }

  @Mutation(() => Segment, { description: 'Creates a segment.' })
  createSegment(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateSegmentInput, { description: 'The segment.' }) input: CreateSegmentInput,
  ) {
    return createSegment(ctx, input);
  }

  @Mutation(() => Segment, {
    description: 'Changes a segment. Runs that were launched before stay as they are.',
  })
  updateSegment(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateSegmentInput, { description: 'The changes.' }) input: UpdateSegmentInput,
  ) {
    return updateSegment(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a segment but not its recipients. It can be restored for a day. Fails with CONFLICT while mailings use it. Returns its id.',
  })
  deleteSegment(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteSegment(ctx, id);
  }

  @Mutation(() => Segment, {
    description:
      'Restores a segment that was deleted within a day. Fails with INVALID if its name is taken by now.',
  })
  restoreSegment(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return restoreSegment(ctx, id);
  }

  @FieldResolver(() => Int, {
    complexity: 200,
    description: 'The number of recipients that match now, with any status.',
  })
  recipientCount(@Root() segment: Segment, @Ctx() ctx: Context) {
    return recipientCountOfSegment(ctx).load(segment.id);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the segment. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() segment: Segment, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, segment.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() segment: Segment, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, segment);
  }
}
