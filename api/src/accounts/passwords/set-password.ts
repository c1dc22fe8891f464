import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';

export interface SetPassword {
  userId: number;
  passwordHash: string;
  /** The session that goes on; every other one ends. */
  sessionId?: number | null;
}

/**
 * Gives an account a new password, in the caller's transaction: ends its sessions and its links for a new password, and
 * mails that it was changed, unless the account is blocked.
 */
export async function setPassword(
  { em }: Context,
  { userId, passwordHash, sessionId = null }: SetPassword,
): Promise<void> {
  await changedRows(em, 'update "user" set password_hash = ? where id = ?', [passwordHash, userId]);
  await em.execute('delete from session where user_id = ? and id is distinct from ?::int', [
    userId,
    sessionId,
  ]);
  await em.execute(`delete from account_token where user_id = ? and purpose = 'RESET_PASSWORD'`, [userId]);
  await em.execute(
    `update account_mail set finished_at = now()
     where user_id = ? and kind = 'RESET_PASSWORD' and finished_at is null`,
    [userId],
  );
  await em.execute(
    `insert into account_mail (user_id, kind)
     select id, 'PASSWORD_CHANGED' from "user" where id = ? and blocked_at is null`,
    [userId],
  );
}
