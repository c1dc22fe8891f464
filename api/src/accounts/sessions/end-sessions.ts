import { record, userSubject } from '../../audit/record.ts';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { asPerson } from './session.access.ts';
import { Session } from './session.entity.ts';

/**
 * Ends one of the actor's sessions: its next request is anonymous. Throws NOT_FOUND for anybody else's.
 * Returns the id.
 */
export async function endSession(ctx: Context, id: string): Promise<string> {
  const count = await end(ctx, { id: idOf(id) ?? 0 });
  if (count === 0) throw notFound();
  return id;
}

/** Ends every session of the actor except the current one. Returns how many. */
export const endOtherSessions = (ctx: Context): Promise<number> =>
  end(ctx, { id: { $ne: ctx.actor.sessionId ?? 0 } });

function end(ctx: Context, which: { id: number | { $ne: number } }): Promise<number> {
  const id = asPerson(ctx.actor);
  const { fullName, email } = ctx.actor;
  return ctx.em.transactional(async (em) => {
    const sessions = await em.nativeDelete(Session, { ...which, user: id });
    const subject = userSubject({ id, fullName, email });
    if (sessions > 0) await record(ctx, { action: 'SESSION_ENDED', ...subject, details: { sessions } });
    return sessions;
  });
}
