import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { approveUser } from './approve-user.ts';
import { setUserLimited } from './set-user-limited.ts';
import { createUser } from './create-user.ts';
import { User } from '../accounts/user.entity.ts';
import { blockUser } from './block-user.ts';
import { deleteUser } from './delete-user.ts';
import { unblockUser } from './unblock-user.ts';
import { updateUser } from './update-user.ts';
import { getUser } from './user.access.ts';
import {
  CreateUserInput,
  UpdateUserInput,
  UserFilter,
  UserOrder,
  type UserOrderField,
} from './user.inputs.ts';
import { usersWhere } from './user.queries.ts';

const UserConnection = connectionOf(User);
const sortField = {
  EMAIL: 'email',
  CREATED_AT: 'createdAt',
  LAST_LOGIN_AT: 'lastLoginAt',
} as const satisfies Record<UserOrderField, keyof User>;
const anId = { description: 'The id of the user.' };

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, {
    nullable: true,
    description: 'A user: the viewer, or anybody whom the viewer may see.',
  })
  user(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getUser(ctx, id);
  }

  @Query(() => UserConnection, {
    description: 'The users, newest first by default.',
  })
  users(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => UserFilter, {
      nullable: true,
      description: 'Only users that match this filter. Defaults to all.',
    })
    filter?: UserFilter,
    @Arg('orderBy', () => UserOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: UserOrder,
  ) {
    const sort = {
      field: sortField[orderBy?.field ?? 'CREATED_AT'],
      direction: orderBy?.direction ?? 'DESC',
    };
    return paginate(ctx, User, { where: usersWhere(ctx, filter), sort, args });
  }

  @Mutation(() => User, { description: 'Creates a user, whose address needs no confirmation.' })
  createUser(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateUserInput, { description: 'The user.' }) input: CreateUserInput,
  ) {
    return createUser(ctx, input);
  }

  @Mutation(() => User, {
    description:
      'Changes a user. Fails with CONFLICT for taking superuser rights from oneself or from the last superuser.',
  })
  updateUser(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateUserInput, { description: 'The changes.' }) input: UpdateUserInput,
  ) {
    return updateUser(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      "Deletes a user with everything they own. Fails with CONFLICT while one of their runs is unfinished. Returns the user's id.",
  })
  deleteUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteUser(ctx, id);
  }

  @Mutation(() => User, {
    description:
      'Blocks a user. Their sessions, API tokens and event streams end at once, and their runs pause.',
  })
  blockUser(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('reason', () => String, { nullable: true, description: 'The reason, shown to managers.' })
    reason?: string,
  ) {
    return blockUser(ctx, { id, reason });
  }

  @Mutation(() => User, { description: 'Unblocks a user. Paused runs stay paused.' })
  unblockUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return unblockUser(ctx, id);
  }

  @Mutation(() => User, {
    description: 'Approves a registered account. Its user can then log in, and is notified by email.',
  })
  approveUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return approveUser(ctx, id);
  }

  @Mutation(() => User, {
    description: 'Sets whether the quotas for new accounts apply to a user.',
  })
  setUserLimited(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('isLimited', () => Boolean, { description: 'Whether the quotas apply.' }) isLimited: boolean,
  ) {
    return setUserLimited(ctx, { id, isLimited });
  }
}
