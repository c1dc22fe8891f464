import type { Context } from '../../context/context.ts';
import { sessionCookie } from './session-cookie.ts';
import { Session } from './session.entity.ts';

/** Ends the session of this request; true also where there was none. */
export async function logOut(ctx: Context): Promise<boolean> {
  if (ctx.actor.sessionId !== null) await ctx.em.nativeDelete(Session, { id: ctx.actor.sessionId });
  ctx.setCookie?.(sessionCookie(ctx.baseUrl, '', 0));
  return true;
}
