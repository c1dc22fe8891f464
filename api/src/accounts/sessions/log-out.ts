import { record, userSubject } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { sessionCookie } from './session-cookie.ts';
import { Session } from './session.entity.ts';

/** Ends the session of this request. Returns true even if there was none. */
export async function logOut(ctx: Context): Promise<boolean> {
  const { id, sessionId, fullName, email } = ctx.actor;
  if (id !== null && sessionId !== null)
    await ctx.em.transactional(async (em) => {
      await em.nativeDelete(Session, { id: sessionId });
      await record(ctx, { action: 'LOGGED_OUT', ...userSubject({ id, fullName, email }) });
    });
  ctx.setCookie?.(sessionCookie(ctx.baseUrl, '', 0));
  return true;
}
