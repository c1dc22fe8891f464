import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { ApiToken } from './api-token.entity.ts';
import { asPerson } from '../sessions/session.access.ts';

/** Ends a token of one's own: its next request is refused. Throws NOT_FOUND for anybody else's. Returns the id. */
export async function revokeApiToken(ctx: Context, id: string): Promise<string> {
  const user = asPerson(ctx.actor);
  const count = await ctx.em.nativeDelete(ApiToken, { id: idOf(id) ?? 0, user });
  if (count === 0) throw notFound();
  return id;
}
