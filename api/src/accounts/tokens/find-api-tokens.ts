import type { Context } from '../../context/context.ts';
import { ApiToken } from './api-token.entity.ts';
import { ownerOfTokens } from './token.access.ts';

/** One's own tokens, newest first; those that have ended too, until they are cleaned up. */
export const findApiTokens = (ctx: Context): Promise<ApiToken[]> =>
  ctx.em.find(ApiToken, { user: ownerOfTokens(ctx.actor) }, { orderBy: { id: 'desc' } });
