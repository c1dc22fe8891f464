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
    description: 'The suppressions that the viewer may see, including lifted ones, newest first.',
  })
  suppressions(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SuppressionFilter, {
      nullable: true,
      description: 'Only suppressions that match this filter. Defaults to all.',
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
    description: 'Suppresses addresses, which then get no mail from you, whether they are recipients or not.',
  })
  addSuppressions(
    @Ctx() ctx: Context,
    @Arg('input', () => AddSuppressionsInput, { description: 'The addresses.' }) input: AddSuppressionsInput,
  ) {
    return addSuppressions(ctx, input);
  }

  @Mutation(() => Suppression, {
    description:
      'Allows mail to a suppressed address again, and records who did so, when and why. For the user whose mail is suppressed, and superusers.',
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
    description:
      "The user whose mail the address does not get; null for everybody's, or if the user was deleted.",
  })
  owner(@Root() { ownerId }: Suppression, @Ctx() ctx: Context) {
    return ownerId == null ? null : userById(ctx).load(ownerId);
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user who added it manually or by a file; null otherwise.',
  })
  addedBy(@Root() { addedById }: Suppression, @Ctx() ctx: Context) {
    return addedById == null ? null : userById(ctx).load(addedById);
  }

  @FieldResolver(() => PublicUser, {
    nullable: true,
    description: 'The user who allowed mail again; null if nobody did.',
  })
  liftedBy(@Root() { liftedById }: Suppression, @Ctx() ctx: Context) {
    return liftedById == null ? null : userById(ctx).load(liftedById);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may allow mail again.' })
  viewerCanLift(@Root() suppression: Suppression, @Ctx() ctx: Context) {
    return canLift(ctx.actor, suppression);
  }
}
