import * as v from 'valibot';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { displayName, validated } from '../../input/validation.ts';
import type { ConfirmEmailInput } from '../account.inputs.ts';
import { endConfirmation, findLink, linkRefused, useLink } from '../links/use-link.ts';
import { limitNewPasswords } from '../passwords/limit-new-passwords.ts';
import { hashPassword } from '../passwords/password-hash.ts';
import { assertPassword } from '../passwords/password-rules.ts';
import { setPassword } from '../passwords/set-password.ts';
import { User } from '../user.entity.ts';

const names = v.object({ fullName: v.nullish(displayName(200)) });

/**
 * Confirms the address of an account by a mailed link and sets its first password. Only the owner of the
 * address gets such links, so it does not matter who registered it, or how often; every other link that
 * confirms it is invalidated. Does not log in. Throws INVALID for a password against the rules, which does
 * not use up the link, and for a link that was used, has expired, or never existed.
 */
export async function confirmEmail(ctx: Context, input: ConfirmEmailInput): Promise<User> {
  const { token, password } = input;
  const { fullName } = validated(names, input);
  const owner = await findLink(ctx, token, 'CONFIRM_EMAIL');
  if (!owner) throw linkRefused('CONFIRM_LINK_REFUSED');
  await limitNewPasswords(ctx, owner.userId);
  await assertPassword(password, owner.email);
  const passwordHash = await hashPassword(password);
  return ctx.em.transactional(async (em) => {
    const userId = await useLink(ctx, token, 'CONFIRM_EMAIL');
    if (userId === null || !(await confirm(ctx, userId))) throw linkRefused('CONFIRM_LINK_REFUSED');
    await setPassword(ctx, { userId, passwordHash, isFirst: true });
    const user = await em.findOneOrFail(User, userId, { refresh: true });
    if (fullName != null) em.assign(user, { fullName });
    return user;
  });
}

async function confirm(ctx: Context, userId: number): Promise<boolean> {
  const confirmed = await changedRows(
    ctx.em,
    `update "user" set email_confirmed_at = now()
     where id = ? and email_confirmed_at is null and blocked_at is null`,
    [userId],
  );
  if (confirmed) await endConfirmation(ctx, userId);
  return confirmed > 0;
}
