import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { publicUser } from '../public-user.ts';
import { PublicUser } from '../user.entity.ts';
import { endSessionOf, endSessionsOf } from './end-user-sessions.ts';
import { Session } from './session.entity.ts';

const SessionConnection = connectionOf(Session);

/** The sessions of everybody, for superusers. */
@Resolver(() => Session)
export class UserSessionsResolver {
  @Query(() => SessionConnection, {
    description: 'The sessions of all users, most recently used first.',
  })
  userSessions(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('userId', () => ID, { nullable: true, description: 'Only sessions of this user. Defaults to all.' })
    userId?: string,
  ) {
    const where = {
      expiresAt: { $gt: ctx.clock.now() },
      ...(userId && { user: idOf(userId) ?? 0 }),
    };
    return paginate(ctx, Session, { where, sort: { field: 'lastSeenAt', direction: 'DESC' }, args });
  }

  @Mutation(() => ID, { description: 'Ends a session of any user. Returns its id.' })
  endUserSession(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the session.' }) id: string,
  ) {
    return endSessionOf(ctx, id);
  }

  @Mutation(() => Int, {
    description:
      'Ends all sessions of a user, except the current one. API tokens stay. Returns the number of sessions ended.',
  })
  endUserSessions(
    @Ctx() ctx: Context,
    @Arg('userId', () => ID, { description: 'The id of the user.' }) userId: string,
  ) {
    return endSessionsOf(ctx, userId);
  }

  @FieldResolver(() => PublicUser, { description: 'The user who is logged in.' })
  async user(@Root() session: Session) {
    return publicUser(await session.user.loadOrFail());
  }
}
