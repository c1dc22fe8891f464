import { record } from '../../audit/record.ts';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { ApiToken } from './api-token.entity.ts';
import { asPerson } from '../sessions/session.access.ts';

/**
 * Revokes one of the actor's tokens: its next request is refused. Throws NOT_FOUND for anybody else's.
 * Returns the id.
 */
export async function revokeApiToken(ctx: Context, id: string): Promise<string> {
  const user = asPerson(ctx.actor);
  await ctx.em.transactional(async (em) => {
    const token = await em.findOne(ApiToken, { id: idOf(id) ?? 0, user });
    if (!token) throw notFound();
    const details = { name: token.name };
    await record(ctx, { action: 'TOKEN_REVOKED', subject: 'USER', subjectId: user, ownerId: user, details });
    await em.remove(token).flush();
  });
  return id;
}
