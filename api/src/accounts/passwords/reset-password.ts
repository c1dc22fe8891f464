import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import type { ResetPasswordInput } from '../account.inputs.ts';
import { endConfirmation, findLink, linkRefused, useLink } from '../links/use-link.ts';
import { limitNewPasswords } from './limit-new-passwords.ts';
import { hashPassword } from './password-hash.ts';
import { assertPassword } from './password-rules.ts';
import { setPassword } from './set-password.ts';
import { forgetWrongPasswords } from './try-password.ts';

/**
 * Sets a new password by a mailed link. Only the owner of the address has it, so this confirms the address
 * too. Ends every session and API token, and does not log in. Throws INVALID for a password against the
 * rules, which does not use up the link, and for a link that was used, has expired, or never existed.
 */
export async function resetPassword(
  ctx: Context,
  { token, newPassword }: ResetPasswordInput,
): Promise<boolean> {
  const owner = await findLink(ctx, token, 'RESET_PASSWORD');
  if (!owner) throw linkRefused('RESET_LINK_REFUSED');
  await limitNewPasswords(ctx, owner.userId);
  await assertPassword(newPassword, owner.email, 'newPassword');
  const passwordHash = await hashPassword(newPassword);
  await ctx.em.transactional(async () => {
    const userId = await useLink(ctx, token, 'RESET_PASSWORD');
    if (userId === null || !(await confirm(ctx, userId))) throw linkRefused('RESET_LINK_REFUSED');
    await setPassword(ctx, { userId, passwordHash });
  });
  await forgetWrongPasswords(ctx, owner.email);
  await ctx.wakeups.wakeWorkers();
  return true;
}

async function confirm(ctx: Context, userId: number): Promise<boolean> {
  const confirmed = await changedRows(
    ctx.em,
    `update "user" set email_confirmed_at = coalesce(email_confirmed_at, now())
     where id = ? and blocked_at is null`,
    [userId],
  );
  if (confirmed) await endConfirmation(ctx, userId);
  return confirmed > 0;
}
