import type { Context } from '../context/context.ts';
import { endAccess } from '../accounts/sessions/end-access.ts';
import { allPermissions } from '../accounts/permission.list.ts';

/**
 * Runs a change of a user's rights, in the caller's transaction. If the user has more rights afterwards, all
 * earlier access ends: a stolen session or token must not become a key to more.
 */
export async function endAccessIfRaised(
  ctx: Context,
  userId: number,
  change: () => Promise<unknown>,
): Promise<void> {
  const before = await rightsOf(ctx, userId);
  await change();
  const after = await rightsOf(ctx, userId);
  if (after.some((right) => !before.includes(right))) await endAccess(ctx.em, userId, keptBy(ctx, userId));
}

/** What users keep when they change themselves: the current session. */
export const keptBy = ({ actor }: Context, userId: number) => ({
  keepSession: actor.id === userId ? actor.sessionId : null,
});

/** The permissions of a user, and `*` for a superuser. */
async function rightsOf({ em }: Context, userId: number): Promise<string[]> {
  const rows = await em.execute<{ codename: string }[]>(
    `select '*' as codename from "user" where id = ? and is_superuser
     union select codename from group_member join group_permission using (group_id) where user_id = ?`,
    [userId, userId],
  );
  return rows.some(({ codename }) => codename === '*') ? everything : rows.map(({ codename }) => codename);
}

const everything: string[] = ['*', ...allPermissions];
