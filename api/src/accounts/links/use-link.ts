import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';
import type { LinkPurpose } from './mailed-link.entity.ts';
import { hashToken } from '../sessions/find-actor.ts';

/** The account that a link was mailed for. */
interface LinkOwner {
  userId: number;
  email: string;
  fullName: string;
}

/**
 * Returns the owner of a valid link without using it up, or null if it was used, has expired, or never
 * existed.
 */
export async function findLink(
  { em }: Context,
  token: string,
  purpose: LinkPurpose,
): Promise<LinkOwner | null> {
  const [row] = await em.execute<{ id: number; email: string; full_name: string }[]>(
    `select "user".id, email, full_name from mailed_link join "user" on "user".id = user_id
     where token_hash = ? and purpose = ? and expires_at > now() and blocked_at is null`,
    [hashToken(token), purpose],
  );
  return row ? { userId: row.id, email: row.email, fullName: row.full_name } : null;
}

/**
 * Uses up a mailed link, in the caller's transaction. Returns its user's number, or null if the link is not
 * valid. Of two concurrent uses one succeeds.
 */
export async function useLink({ em }: Context, token: string, purpose: LinkPurpose): Promise<number | null> {
  const [row] = await em.execute<{ user_id: number }[]>(
    'delete from mailed_link where token_hash = ? and purpose = ? and expires_at > now() returning user_id',
    [hashToken(token), purpose],
  );
  return row?.user_id ?? null;
}

/**
 * Invalidates everything that could confirm an account's address, in the caller's transaction: links that
 * were mailed, and mails that are still to be sent.
 */
export async function endConfirmation({ em }: Context, userId: number): Promise<void> {
  await em.execute(`delete from mailed_link where user_id = ? and purpose = 'CONFIRM_EMAIL'`, [userId]);
  await em.execute(
    `update account_mail set finished_at = now()
     where user_id = ? and kind = 'CONFIRM_EMAIL' and finished_at is null`,
    [userId],
  );
}

/** The same refusal for every invalid link; its text says what to do. */
export const linkRefused = (key: TextKey) => new DomainError('INVALID', { key }, { reason: key });
