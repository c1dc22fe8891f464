import { raw } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { DomainError, forbidden } from '../../errors/domain-error.ts';
import { hashPassword } from './password-hash.ts';
import { User } from '../user.entity.ts';
import { assertPassword } from './password-rules.ts';
import { setPassword } from './set-password.ts';

/**
 * Sets a user's password without the current one; for superusers and the system only. Ends every session and
 * API token. Throws NOT_FOUND.
 */
export async function overridePassword(
  ctx: Context,
  { email, password }: { email: string; password: string },
): Promise<void> {
  if (!ctx.actor.isSuperuser) throw forbidden();
  const user = await ctx.em.findOne(User, { [raw('lower(email)')]: email.trim().toLowerCase() });
  if (!user) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email } });
  await assertPassword(password, user.email);
  const passwordHash = await hashPassword(password);
  await ctx.em.transactional(() => setPassword(ctx, { userId: user.id, passwordHash }));
  await ctx.wakeups.wakeWorkers();
}
