import type { Context } from '../../context/context.ts';
import { asPerson } from './session.access.ts';
import { Session } from './session.entity.ts';

/** More than anybody reads; the most recently used ones. */
const MOST = 100;

/** Returns the actor's own unfinished sessions, most recently used first. */
export const findSessions = (ctx: Context): Promise<Session[]> =>
  ctx.em.find(
    Session,
    { user: asPerson(ctx.actor), expiresAt: { $gt: ctx.clock.now() } },
    { orderBy: { lastSeenAt: 'desc', id: 'desc' }, limit: MOST },
  );
