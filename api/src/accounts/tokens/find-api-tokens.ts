import type { Context } from '../../context/context.ts';
import { ApiToken } from './api-token.entity.ts';
import { asPerson } from '../sessions/session.access.ts';

/** One's own tokens, newest first; those that have ended too, until they are cleaned up. */
export const findApiTokens = (ctx: Context): Promise<ApiToken[]> =>
  ctx.em.find(ApiToken, { user: asPerson(ctx.actor) }, { orderBy: { id: 'desc' } });
