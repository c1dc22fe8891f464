import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { browserOf, systemOf } from './browser-of.ts';
import { endOtherSessions, endSession } from './end-sessions.ts';
import { findSessions } from './find-sessions.ts';
import { Session } from './session.entity.ts';

@Resolver(() => Session)
export class SessionResolver {
  @Query(() => [Session], {
    description: "The viewer's sessions, most recently used first, at most 100.",
  })
  sessions(@Ctx() ctx: Context) {
    return findSessions(ctx);
  }

  @Mutation(() => ID, { description: 'Ends a session of the viewer. Returns its id.' })
  endSession(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the session.' }) id: string,
  ) {
    return endSession(ctx, id);
  }

  @Mutation(() => Int, {
    description:
      'Ends every session of the viewer except the current one. Returns the number of sessions ended.',
  })
  endOtherSessions(@Ctx() ctx: Context) {
    return endOtherSessions(ctx);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The browser that it was opened with, such as Firefox 143; null if unknown.',
  })
  browser(@Root() session: Session) {
    return browserOf(session.userAgent);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The operating system of the browser, such as Windows; null if unknown.',
  })
  system(@Root() session: Session) {
    return systemOf(session.userAgent);
  }

  @FieldResolver(() => Boolean, { description: 'Whether this request belongs to it.' })
  isCurrent(@Root() session: Session, @Ctx() ctx: Context) {
    return session.id === ctx.actor.sessionId;
  }
}
