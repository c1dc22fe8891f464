import type { Context } from '../../context/context.ts';

/**
 * Whether this hash is still the password of an account that is not blocked, and locks it until the caller's
 * transaction ends. Verifying a password takes long enough for it to be changed meanwhile.
 */
export async function holdPassword(
  { em }: Context,
  { userId, passwordHash }: { userId: number; passwordHash: string },
): Promise<boolean> {
  const rows = await em.execute<object[]>(
    'select id from "user" where id = ? and password_hash = ? and blocked_at is null for no key update',
    [userId, passwordHash],
  );
  return rows.length > 0;
}
