import { record, userSubject } from '../../audit/record.ts';
import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { hashToken } from '../sessions/find-actor.ts';
import { User } from '../user.entity.ts';
import { ApiToken } from './api-token.entity.ts';
import { asPerson } from '../sessions/session.access.ts';
import type { CreateApiTokenInput, CreatedApiToken } from './token.inputs.ts';
import { MOST_TOKENS, newApiToken } from './token.rules.ts';

/** Makes secrets in public places easy to find and recognise. */
const PREFIX = 'postline_pat_';

/**
 * Creates a token for the user who is logged in; tokens cannot create tokens. The secret is only ever in this
 * result. Throws CONFLICT if there are too many active ones.
 */
export async function createApiToken(ctx: Context, input: CreateApiTokenInput): Promise<CreatedApiToken> {
  const userId = asPerson(ctx.actor);
  const now = ctx.clock.now();
  const values = validated(newApiToken(now), input);
  const secret = PREFIX + randomBytes(32).toString('base64url');
  const token = await ctx.em.transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const count = await em.count(ApiToken, { user, expiresAt: { $gt: now } });
    if (count >= MOST_TOKENS) throw conflict('TOKENS_TOO_MANY', { most: MOST_TOKENS });
    await record(ctx, {
      action: 'TOKEN_CREATED',
      ...userSubject(user),
      details: {
        name: values.name,
        scopes: values.scopes.join(' '),
        expiresAt: values.expiresAt.toISOString(),
      },
    });
    return em.create(ApiToken, { ...values, user, tokenHash: hashToken(secret) });
  });
  return { token, secret };
}
