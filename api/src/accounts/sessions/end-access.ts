import type { EntityManager } from '@mikro-orm/postgresql';

/** A token as the mail about a changed password lists it. */
export interface ListedToken {
  name: string;
  lastUsedAt: string | null;
  isRevoked: boolean;
}

interface EndAccess {
  /** The session that goes on. */
  keepSession?: number | null;
  keepTokens?: boolean;
}

/**
 * Ends everything that lets somebody in to an account, in the caller's transaction: sessions, API tokens and the networks
 * from which a log-in is trusted. Open event streams look every moment whether theirs still counts, and end with it.
 * Returns the tokens that there were.
 */
export async function endAccess(
  em: EntityManager,
  userId: number,
  { keepSession = null, keepTokens = false }: EndAccess = {},
): Promise<ListedToken[]> {
  await em.execute('delete from session where user_id = ? and id is distinct from ?::int', [
    userId,
    keepSession,
  ]);
  await em.execute('delete from known_network where user_id = ?', [userId]);
  const rows = await em.execute<{ name: string; last_used_at: string | null }[]>(
    keepTokens
      ? 'select name, last_used_at from api_token where user_id = ? and expires_at > now() order by id desc'
      : 'delete from api_token where user_id = ? returning name, last_used_at',
    [userId],
  );
  return rows.map(({ name, last_used_at }) => ({ name, lastUsedAt: last_used_at, isRevoked: !keepTokens }));
}
