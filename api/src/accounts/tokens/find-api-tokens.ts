import type { Context } from '../../context/context.ts';
import { ApiToken } from './api-token.entity.ts';
import { asPerson } from '../sessions/session.access.ts';

/** Returns the actor's own tokens, newest first, including ended ones until they are cleaned up. */
export const findApiTokens = (ctx: Context): Promise<ApiToken[]> =>
  ctx.em.find(ApiToken, { user: asPerson(ctx.actor) }, { orderBy: { id: 'desc' } });
