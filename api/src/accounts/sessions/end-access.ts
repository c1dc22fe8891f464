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
export const endAccess = (
  em: EntityManager,
  userId: number,
  options: EndAccess = {},
): Promise<ListedToken[]> => endAccessOfAll(em, [userId], options);

/** The same for many accounts at once. */
export async function endAccessOfAll(
  em: EntityManager,
  userIds: readonly number[],
  { keepSession = null, keepTokens = false }: EndAccess = {},
): Promise<ListedToken[]> {
  const ids = `{${userIds.join()}}`;
  await em.execute('delete from session where user_id = any(?::int[]) and id is distinct from ?::int', [
    ids,
    keepSession,
  ]);
  await em.execute('delete from known_network where user_id = any(?::int[])', [ids]);
  const rows = await em.execute<{ name: string; last_used_at: string | null }[]>(
    keepTokens
      ? `select name, last_used_at from api_token
         where user_id = any(?::int[]) and expires_at > now() order by id desc`
      : 'delete from api_token where user_id = any(?::int[]) returning name, last_used_at',
    [ids],
  );
  return rows.map(({ name, last_used_at }) => ({ name, lastUsedAt: last_used_at, isRevoked: !keepTokens }));
}
