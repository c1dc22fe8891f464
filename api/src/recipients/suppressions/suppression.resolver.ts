import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PublicUser } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { addSuppressions } from './add-suppressions.ts';
import { liftSuppression } from './lift-suppression.ts';
import { canLift } from './suppression.access.ts';
import { Suppression } from './suppression.entity.ts';
import { AddedSuppressions, AddSuppressionsInput, SuppressionFilter } from './suppression.inputs.ts';
import { suppressionsWhere, userById } from './suppression.queries.ts';

const SuppressionConnection = connectionOf(Suppression);

@Resolver(() => Suppression)
export class SuppressionResolver {
  @Query(() => SuppressionConnection, {
    description: 'The suppressed addresses, including those that were lifted; the newest first.',
  })
  suppressions(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SuppressionFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: SuppressionFilter,
  ) {
    return paginate(ctx, Suppression, {
      where: suppressionsWhere(ctx, filter),
      sort: { field: 'createdAt', direction: 'DESC' },
      args,
    });
  }

  @Mutation(() => AddedSuppressions, {
    description: 'Ends your mail to addresses, whether they are recipients or not. Tokens need WRITE.',
  })
  addSuppressions(
    @Ctx() ctx: Context,
    @Arg('input', () => AddSuppressionsInput, { description: 'The addresses.' }) input: AddSuppressionsInput,
  ) {
    return addSuppressions(ctx, input);
  }

  @Mutation(() => Suppression, {
    description:
      'Allows mail again, and records who did it, when and why. For whoever the refusal was said to, and superusers. Tokens need WRITE.',
  })
  liftSuppression(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the suppression.' }) id: string,
    @Arg('reason', () => String, { description: 'Why mail is allowed again, at most 500 characters.' })
    reason: string,
  ) {
    return liftSuppression(ctx, { id, reason });
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user whose mail was refused; null if they were deleted.',
  })
  owner(@Root() { ownerId }: Suppression, @Ctx() ctx: Context) {
    return ownerId == null ? null : userById(ctx).load(ownerId);
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user who added it by hand or by a file.',
  })
  addedBy(@Root() { addedById }: Suppression, @Ctx() ctx: Context) {
    return addedById == null ? null : userById(ctx).load(addedById);
  }

  @FieldResolver(() => PublicUser, { nullable: true, description: 'The user who allowed mail again.' })
  liftedBy(@Root() { liftedById }: Suppression, @Ctx() ctx: Context) {
    return liftedById == null ? null : userById(ctx).load(liftedById);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may allow mail again.' })
  viewerCanLift(@Root() suppression: Suppression, @Ctx() ctx: Context) {
    return canLift(ctx.actor, suppression);
  }
}
