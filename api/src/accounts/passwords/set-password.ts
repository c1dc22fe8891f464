import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { endAccess } from '../sessions/end-access.ts';

interface SetPassword {
  userId: number;
  passwordHash: string;
  /** The session that goes on; every other one ends. */
  keepSession?: number | null;
  /** API tokens end too unless they are kept. */
  keepTokens?: boolean;
  /** The account had none before: nobody needs to be told. */
  isFirst?: boolean;
}

/**
 * Gives an account a new password, in the caller's transaction: ends what let somebody in before, and its links for a new
 * password, and mails that it was changed and which API tokens there are or were, unless the account is blocked.
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
