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
  @Query(() => User, { nullable: true, description: 'One user: yourself, or anybody that you may see.' })
  user(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getUser(ctx, id);
  }

  @Query(() => UserConnection, {
    description: 'All users, the newest first unless sorted; managers and superusers.',
  })
  users(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => UserFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
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

  @Mutation(() => User, { description: 'Adds a user whose address needs no confirmation; superusers only.' })
  createUser(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateUserInput, { description: 'The user.' }) input: CreateUserInput,
  ) {
    return createUser(ctx, input);
  }

  @Mutation(() => User, {
    description: 'Changes a user; superusers only. CONFLICT for your own rights and the last superuser.',
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
      'Deletes a user with everything they own; superusers only. CONFLICT while a run of theirs is unfinished. Returns the id.',
  })
  deleteUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteUser(ctx, id);
  }

  @Mutation(() => User, {
    description: 'Blocks a user: sessions, tokens and event streams end at once, and their runs pause.',
  })
  blockUser(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('reason', () => String, { nullable: true, description: 'The reason, for managers.' })
    reason?: string,
  ) {
    return blockUser(ctx, { id, reason });
  }

  @Mutation(() => User, { description: 'Lets a blocked user in again; paused runs stay paused.' })
  unblockUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return unblockUser(ctx, id);
  }

  @Mutation(() => User, {
    description: 'Approves an account that was registered: its user can log in, and is told by mail.',
  })
  approveUser(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return approveUser(ctx, id);
  }

  @Mutation(() => User, {
    description: 'Lifts the quotas for new accounts from a user, or makes them count again.',
  })
  setUserLimited(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('isLimited', () => Boolean, { description: 'Whether they count.' }) isLimited: boolean,
  ) {
    return setUserLimited(ctx, { id, isLimited });
  }
}
