import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';
import type { TokenPurpose } from './account-token.entity.ts';
import { hashToken } from '../sessions/find-actor.ts';

export interface UsedLink {
  userId: number;
  /** Of the registration that the link came from. */
  passwordHash: string | null;
}

/** Uses a mailed link up, in the caller's transaction; null where it was used, is too old, or never was. Of two at once one wins. */
export async function useLink(ctx: Context, token: string, purpose: TokenPurpose): Promise<UsedLink | null> {
  const [row] = await ctx.em.execute<{ user_id: number; password_hash: string | null }[]>(
    `delete from account_token where token_hash = ? and purpose = ? and expires_at > now()
     returning user_id, password_hash`,
    [hashToken(token), purpose],
  );
  return row ? { userId: row.user_id, passwordHash: row.password_hash } : null;
}

/** One refusal for every link that is good for nothing, and what to do then. */
export const linkRefused = (key: TextKey) => new DomainError('INVALID', { key }, { reason: key });
