import type { EntityManager } from '@mikro-orm/postgresql';
import type { TokenScope } from '../../context/token-scope.ts';
import { executePrepared } from '../../db/execute-prepared.ts';
import { actorColumns, actorOf, hashToken, type ActorRow, type FoundActor } from '../sessions/find-actor.ts';

interface Row extends ActorRow {
  token_id: number;
  scopes: TokenScope[];
  is_noted: boolean;
}

/**
 * Returns the user of an API token, with current permissions and the token's scopes, or null if it has
 * expired or was revoked, or the user is blocked. One statement.
 */
export async function findTokenActor(em: EntityManager, secret: string): Promise<FoundActor | null> {
  const [row] = await executePrepared<Row>(em, {
    name: 'actor_of_token',
    sql: `select ${actorColumns(em)}, t.id as token_id, t.scopes,
       coalesce(t.last_used_at >= date_trunc('minute', now()), false) as is_noted
     from api_token t join "user" u on u.id = t.user_id
     where t.token_hash = $1 and t.expires_at > now() and u.blocked_at is null`,
    values: [hashToken(secret)],
  });
  if (!row) return null;
  const actor = { ...actorOf(row), scopes: new Set(row.scopes), tokenId: row.token_id };
  const { permissions: _permissions, token_id: tokenId, scopes: _scopes, is_noted: isNoted, ...user } = row;
  return { actor, user, toNote: isNoted ? null : tokenId };
}

/**
 * Records that a token was used in this minute. If several requests do so at once, one succeeds and none
 * waits.
 */
export async function noteTokenUse(em: EntityManager, tokenId: number): Promise<void> {
  await em.execute(
    `update api_token set last_used_at = date_trunc('minute', now()) where id = (
       select id from api_token where id = ? and (last_used_at is null or last_used_at < date_trunc('minute', now()))
       for update skip locked)`,
    [tokenId],
  );
}
