import { idOf } from '../../access/owned-things.ts';
import { record, userSubject } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { forbidden, notFound } from '../../errors/domain-error.ts';
import { User } from '../user.entity.ts';
import { Session } from './session.entity.ts';

/**
 * Ends a session of any user: its next request is anonymous. For superusers only. Throws NOT_FOUND. Returns
 * the id.
 */
export async function endSessionOf(ctx: Context, id: string): Promise<string> {
  assertSuperuser(ctx);
  await ctx.em.transactional(async (em) => {
    const session = await em.findOne(Session, idOf(id) ?? 0, { populate: ['user'] });
    if (!session) throw notFound();
    await em.nativeDelete(Session, session.id);
    await recordEnded(ctx, session.user.getEntity(), 1);
  });
  return id;
}

/**
 * Ends all sessions of a user, except the actor's current one. For superusers only. Throws NOT_FOUND. Returns
 * how many.
 */
export async function endSessionsOf(ctx: Context, userId: string): Promise<number> {
  assertSuperuser(ctx);
  return ctx.em.transactional(async (em) => {
    const user = await em.findOne(User, idOf(userId) ?? 0);
    if (!user) throw notFound();
    const others = { user: user.id, id: { $ne: ctx.actor.sessionId ?? 0 } };
    const sessions = await em.nativeDelete(Session, others);
    if (sessions > 0) await recordEnded(ctx, user, sessions);
    return sessions;
  });
}

function assertSuperuser({ actor }: Context): void {
  if (!actor.isSuperuser) throw forbidden();
}

const recordEnded = (ctx: Context, user: User, sessions: number) =>
  record(ctx, { action: 'SESSION_ENDED', ...userSubject(user), details: { sessions } });
