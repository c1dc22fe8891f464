import type { Context } from '../../context/context.ts';
import { asPerson } from './session.access.ts';
import { Session } from './session.entity.ts';

/** More than anybody reads; the ones that were used last. */
const MOST = 100;

/** One's own sessions that have not ended, the one that was used last first. */
export const findSessions = (ctx: Context): Promise<Session[]> =>
  ctx.em.find(
    Session,
    { user: asPerson(ctx.actor), expiresAt: { $gt: ctx.clock.now() } },
    { orderBy: { lastSeenAt: 'desc', id: 'desc' }, limit: MOST },
  );
