import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { linkRefused, useLink } from '../links/use-link.ts';
import { User } from '../user.entity.ts';

/**
 * Confirms the address of an account by a mailed link, with the password of the registration that the link came from; every
 * other link of a registration of this address is worth nothing then. Does not log in. Throws INVALID for a link that
 * was used, is too old, or never was.
 */
export async function confirmEmail(ctx: Context, { token }: { token: string }): Promise<User> {
  return ctx.em.transactional(async (em) => {
    const link = await useLink(ctx, token, 'CONFIRM_EMAIL');
    const confirmed =
      link &&
      (await changedRows(
        em,
        `update "user" set email_confirmed_at = now(), password_hash = coalesce(?, password_hash)
         where id = ? and email_confirmed_at is null and blocked_at is null`,
        [link.passwordHash, link.userId],
      ));
    if (!confirmed) throw linkRefused('CONFIRM_LINK_REFUSED');
    await endRegistrations(ctx, link);
    return em.findOneOrFail(User, link.userId, { refresh: true });
  });
}

async function endRegistrations(
  { em }: Context,
  { userId, passwordHash }: { userId: number; passwordHash: string | null },
): Promise<void> {
  await em.execute(`delete from account_token where user_id = ? and purpose = 'CONFIRM_EMAIL'`, [userId]);
  // The password of this registration is the account's now; those of others still mean that a link was never used.
  await em.execute(
    `update account_mail set password_hash = nullif(password_hash, ?),
       finished_at = case kind when 'CONFIRM_EMAIL' then coalesce(finished_at, now()) else finished_at end
     where user_id = ?`,
    [passwordHash, userId],
  );
}
