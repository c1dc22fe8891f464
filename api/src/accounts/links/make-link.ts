import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TokenPurpose } from './account-token.entity.ts';
import { hashToken } from '../sessions/find-actor.ts';
import type { ClaimedMail } from '../mails/claim-mail.ts';

/** How long a link is good for, by the database's clock. */
const LIFE: Record<TokenPurpose, string> = { CONFIRM_EMAIL: '24 hours', RESET_PASSWORD: '30 minutes' };

/** Makes the token of a mail's link; null for a mail without one. The database keeps a hash, only the mail has the token. */
export async function makeLink(em: EntityManager, mail: ClaimedMail): Promise<string | null> {
  const { kind, userId, passwordHash } = mail;
  if (kind !== 'CONFIRM_EMAIL' && kind !== 'RESET_PASSWORD') return null;
  const token = randomBytes(32).toString('base64url');
  await em.execute(
    `insert into account_token (user_id, purpose, token_hash, password_hash, expires_at)
     values (?, ?, ?, ?, now() + ?::interval)`,
    [userId, kind, hashToken(token), kind === 'CONFIRM_EMAIL' ? passwordHash : null, LIFE[kind]],
  );
  return token;
}

/** Takes a link back whose mail has not left. */
export async function dropLink(em: EntityManager, token: string | null): Promise<void> {
  if (token !== null) await em.execute('delete from account_token where token_hash = ?', [hashToken(token)]);
}
