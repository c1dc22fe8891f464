import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { LinkPurpose } from './mailed-link.entity.ts';
import { hashToken } from '../sessions/find-actor.ts';
import type { ClaimedMail } from '../mails/claim-mail.ts';

/** How long a link is valid, by the database's clock. */
const LIFE: Record<LinkPurpose, string> = { CONFIRM_EMAIL: '24 hours', RESET_PASSWORD: '30 minutes' };

/**
 * Creates the token for a mail's link; null for a mail without a link. The database stores a hash, and only
 * the mail contains the token.
 */
export async function makeLink(em: EntityManager, { kind, userId }: ClaimedMail): Promise<string | null> {
  if (kind !== 'CONFIRM_EMAIL' && kind !== 'RESET_PASSWORD') return null;
  const token = randomBytes(32).toString('base64url');
  await em.execute(
    `insert into mailed_link (user_id, purpose, token_hash, expires_at) values (?, ?, ?, now() + ?::interval)`,
    [userId, kind, hashToken(token), LIFE[kind]],
  );
  return token;
}

/** Deletes a link whose mail was not sent. */
export async function dropLink(em: EntityManager, token: string | null): Promise<void> {
  if (token !== null) await em.execute('delete from mailed_link where token_hash = ?', [hashToken(token)]);
}
