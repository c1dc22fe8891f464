import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import type { ResetPasswordInput } from '../account.inputs.ts';
import { hashToken } from '../sessions/find-actor.ts';
import { linkRefused, useLink } from '../links/use-link.ts';
import { hashPassword } from './password-hash.ts';
import { assertPassword } from './password-rules.ts';
import { setPassword } from './set-password.ts';
import { forgetWrongPasswords } from './try-password.ts';

/**
 * Sets a new password by a mailed link, which only the owner of the address has: that confirms the address too. Ends every
 * session and does not log in. Throws INVALID for a password against the rules, which leaves the link as it is, and
 * for a link that was used, is too old, or never was.
 */
export async function resetPassword(
  ctx: Context,
  { token, newPassword }: ResetPasswordInput,
): Promise<boolean> {
  const email = await findAddress(ctx, token);
  if (email === null) throw linkRefused('RESET_LINK_REFUSED');
  await assertPassword(newPassword, email, 'newPassword');
  const passwordHash = await hashPassword(newPassword);
  await ctx.em.transactional(async () => {
    const link = await useLink(ctx, token, 'RESET_PASSWORD');
    if (!link || !(await confirm(ctx, link.userId))) throw linkRefused('RESET_LINK_REFUSED');
    await setPassword(ctx, { userId: link.userId, passwordHash });
  });
  await forgetWrongPasswords(ctx, email);
  await ctx.wakeups.wakeWorkers();
  return true;
}

async function findAddress({ em }: Context, token: string): Promise<string | null> {
  const [row] = await em.execute<{ email: string }[]>(
    `select email from account_token join "user" on "user".id = user_id
     where token_hash = ? and purpose = 'RESET_PASSWORD' and expires_at > now()`,
    [hashToken(token)],
  );
  return row?.email ?? null;
}

async function confirm({ em }: Context, userId: number): Promise<boolean> {
  const confirmed = await changedRows(
    em,
    `update "user" set email_confirmed_at = coalesce(email_confirmed_at, now())
     where id = ? and blocked_at is null`,
    [userId],
  );
  if (confirmed === 0) return false;
  await em.execute(`delete from account_token where user_id = ? and purpose = 'CONFIRM_EMAIL'`, [userId]);
  return true;
}
