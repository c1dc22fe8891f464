import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { endAccess } from '../sessions/end-access.ts';

interface SetPassword {
  userId: number;
  passwordHash: string;
  /** The session that continues; every other one ends. */
  keepSession?: number | null;
  /** API tokens end too unless this is set. */
  keepTokens?: boolean;
  /** The account had no password before, so nobody needs to be notified. */
  isFirst?: boolean;
}

/**
 * Sets an account's password, in the caller's transaction. Ends earlier access and links for a new password.
 * Mails that the password was changed, with the API tokens that exist or were revoked, unless the account is
 * blocked.
 */
export async function setPassword(
  ctx: Context,
  { userId, passwordHash, keepSession = null, keepTokens = false, isFirst = false }: SetPassword,
): Promise<void> {
  const { em } = ctx;
  await changedRows(em, 'update "user" set password_hash = ? where id = ?', [passwordHash, userId]);
  const tokens = await endAccess(em, userId, { keepSession, keepTokens });
  await em.execute(`delete from mailed_link where user_id = ? and purpose = 'RESET_PASSWORD'`, [userId]);
  await em.execute(
    `update account_mail set finished_at = now()
     where user_id = ? and kind = 'RESET_PASSWORD' and finished_at is null`,
    [userId],
  );
  await record(ctx, {
    action: 'PASSWORD_CHANGED',
    subject: 'USER',
    subjectId: userId,
    ownerId: userId,
    details: { isFirst, tokensKept: keepTokens },
  });
  if (isFirst) return;
  await em.execute(
    `insert into account_mail (user_id, kind, tokens)
     select id, 'PASSWORD_CHANGED', ?::jsonb from "user" where id = ? and blocked_at is null`,
    [JSON.stringify(tokens), userId],
  );
}
