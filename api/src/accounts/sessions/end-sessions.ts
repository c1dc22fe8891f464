import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { asPerson } from './session.access.ts';
import { Session } from './session.entity.ts';

/** Ends a session of one's own: its next request is nobody's. Throws NOT_FOUND for anybody else's. Returns the id. */
export async function endSession(ctx: Context, id: string): Promise<string> {
  const count = await ctx.em.nativeDelete(Session, { id: idOf(id) ?? 0, user: asPerson(ctx.actor) });
  if (count === 0) throw notFound();
  return id;
}

/** Ends every session of one's own but the one that asks. Returns how many. */
export const endOtherSessions = (ctx: Context): Promise<number> =>
  ctx.em.nativeDelete(Session, { user: asPerson(ctx.actor), id: { $ne: ctx.actor.sessionId ?? 0 } });
