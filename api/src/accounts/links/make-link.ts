import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { LinkPurpose } from './mailed-link.entity.ts';
import { hashToken } from '../sessions/find-actor.ts';
import type { ClaimedMail } from '../mails/claim-mail.ts';

/** How long a link is valid, by the database's clock. */
const LIFE: Record<LinkPurpose, string> = { CONFIRM_EMAIL: '24 hours', RESET_PASSWORD: '30 minutes' };

/**
 * Creates the token for a mail's link; null for a mail without a link. The database stores a hash, and only
 * the mail contains the token. Throws AddressInDoubt if the account has another address than the mail, or may have
 * in a moment.
 */
export async function makeLink(
  em: EntityManager,
  { kind, userId, email }: ClaimedMail,
): Promise<string | null> {
  if (kind !== 'CONFIRM_EMAIL' && kind !== 'RESET_PASSWORD') return null;
  const token = randomBytes(32).toString('base64url');
  const made = await em.execute<object[]>(MAKE, [kind, hashToken(token), LIFE[kind], userId, email]);
  if (made.length === 0) throw new AddressInDoubt();
  return token;
}

/** Whoever has the former address of an account must not get a link to it. */
export class AddressInDoubt extends Error {
  override name = 'AddressInDoubt';
}

// A change of the address deletes the links that were made before it. While one is under way none is made, and nobody
// waits: somebody else's mail may be next.
const MAKE = `
insert into mailed_link (user_id, purpose, token_hash, expires_at)
select id, ?, ?, now() + ?::interval from "user" where id = ? and email = ? for share skip locked
returning id`;

/** Deletes a link whose mail was not sent. */
export async function dropLink(em: EntityManager, token: string | null): Promise<void> {
  if (token !== null) await em.execute('delete from mailed_link where token_hash = ?', [hashToken(token)]);
}
