import type { Context } from '../../context/context.ts';
import { fault, invalid, unauthenticated } from '../../errors/domain-error.ts';
import type { ChangePasswordInput } from '../account.inputs.ts';
import { limitNewPasswords } from './limit-new-passwords.ts';
import { holdPassword } from './hold-password.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { User } from '../user.entity.ts';
import { assertPassword } from './password-rules.ts';
import { setPassword } from './set-password.ts';
import { tryPassword } from './try-password.ts';

/**
 * Changes the actor's own password. This session continues, every other one ends, and API tokens are revoked
 * if requested. Requires the current password; wrong ones count as at log-in.
 */
export async function changePassword(
  ctx: Context,
  { currentPassword, newPassword, revokeTokens }: ChangePasswordInput,
): Promise<boolean> {
  const { id: userId, email, sessionId } = ctx.actor;
  if (userId === null) throw unauthenticated();
  const { passwordHash: known } = await ctx.em.findOneOrFail(User, userId, { populate: ['passwordHash'] });
  const isRight = await tryPassword(ctx, email, async () =>
    (await verifyPassword(currentPassword, known ?? null)) ? true : null,
  );
  if (!isRight) throw wrong();
  await limitNewPasswords(ctx, userId);
  await assertPassword(newPassword, email, 'newPassword');
  const passwordHash = await hashPassword(newPassword);
  await ctx.em.transactional(async () => {
    if (!(await holdPassword(ctx, { userId, passwordHash: known! }))) throw wrong();
    await setPassword(ctx, {
      userId,
      passwordHash,
      keepSession: sessionId,
      keepTokens: !revokeTokens,
    });
  });
  await ctx.wakeups.wakeWorkers();
  return true;
}

const wrong = () => invalid([fault('PASSWORD_WRONG', ['currentPassword'])]);
