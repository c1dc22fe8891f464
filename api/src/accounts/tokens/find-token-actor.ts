import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/text.ts';
import { anonymous, type Actor, type Scope } from '../actor.ts';
import { hashToken } from '../sessions/find-actor.ts';

interface Row {
  id: number;
  email: string;
  full_name: string;
  locale: Locale;
  is_superuser: boolean;
  permissions: string[];
  token_id: number;
  scopes: Scope[];
  is_noted: boolean;
}

/** Whom an API token speaks for. */
export interface TokenActor {
  actor: Actor;
  /** The token's row, where this is its first use in this minute. */
  toNote: number | null;
}

/**
 * Who an API token belongs to, with the permissions of now and the token's scopes; null where it has expired or was
 * revoked, or the user is blocked. One statement.
 */
export async function findTokenActor(em: EntityManager, secret: string): Promise<TokenActor | null> {
  const [row] = await em.execute<Row[]>(
    `select u.id, u.email, u.full_name, u.locale, u.is_superuser, t.id as token_id, t.scopes,
       coalesce(t.last_used_at >= date_trunc('minute', now()), false) as is_noted, array(
       select distinct gp.codename from group_member gm join group_permission gp on gp.group_id = gm.group_id
       where gm.user_id = u.id) as permissions
     from api_token t join "user" u on u.id = t.user_id
     where t.token_hash = ? and t.expires_at > now() and u.blocked_at is null`,
    [hashToken(secret)],
  );
  return row ? { actor: actorOf(row), toNote: row.is_noted ? null : row.token_id } : null;
}

/** Notes that a token is used in this minute; of those who want to at the same time one does, and nobody waits. */
export async function noteTokenUse(em: EntityManager, tokenId: number): Promise<void> {
  await em.execute(
    `update api_token set last_used_at = date_trunc('minute', now()) where id = (
       select id from api_token where id = ? and (last_used_at is null or last_used_at < date_trunc('minute', now()))
       for update skip locked)`,
    [tokenId],
  );
}

const actorOf = (row: Row): Actor => ({
  ...anonymous(row.locale),
  id: row.id,
  email: row.email,
  fullName: row.full_name,
  isSuperuser: row.is_superuser,
  permissions: new Set(row.permissions),
  scopes: new Set(row.scopes),
});
