import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { LoginInput } from './account.inputs.ts';
import { groupsOfUser, permissionsOfUser } from './account.queries.ts';
import { Group, Permission } from './group.entity.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';
import { User } from './user.entity.ts';

@Resolver(() => User)
export class AccountResolver {
  @Query(() => User, { nullable: true, description: 'Who asks; null when signed out.' })
  viewer(@Ctx() ctx: Context) {
    return ctx.actor.id === null ? null : ctx.em.findOneOrFail(User, ctx.actor.id);
  }

  @Mutation(() => User, { description: 'Opens a session; its cookie comes with the answer.' })
  login(
    @Ctx() ctx: Context,
    @Arg('input', () => LoginInput, { description: 'Who logs in.' }) input: LoginInput,
  ) {
    return logIn(ctx, input);
  }

  @Mutation(() => Boolean, { description: 'Ends the session; true also where there was none.' })
  logout(@Ctx() ctx: Context) {
    return logOut(ctx);
  }

  @FieldResolver(() => [Group], { description: 'The groups that the user is in.' })
  groups(@Root() user: User, @Ctx() ctx: Context) {
    return groupsOfUser(ctx).load(user.id);
  }

  @FieldResolver(() => [Permission], {
    description: 'What the user may do: the permissions of all groups, every one for a superuser.',
  })
  permissions(@Root() user: User, @Ctx() ctx: Context) {
    return permissionsOfUser(ctx).load(user.id);
  }
}
