import type { EntityManager } from '@mikro-orm/postgresql';

/** A token in the list of a mail about a changed password. */
export interface ListedToken {
  name: string;
  lastUsedAt: string | null;
  isRevoked: boolean;
}

interface EndAccess {
  /** The session that continues. */
  keepSession?: number | null;
  keepTokens?: boolean;
}

/**
 * Ends all access to an account, in the caller's transaction: sessions, API tokens and trusted networks. Open
 * event streams keep checking their session, and end with it. Returns the tokens that existed.
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
