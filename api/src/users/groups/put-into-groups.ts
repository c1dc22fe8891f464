import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { User } from '../../accounts/user.entity.ts';
import { Group } from '../../accounts/group.entity.ts';

/** Replaces the groups of a user. Throws INVALID if one does not exist. */
export async function putIntoGroups(ctx: Context, user: User, groupIds: string[]): Promise<void> {
  const wanted = [...new Set(groupIds.map((id) => idOf(id) ?? 0))];
  const known = await ctx.em.count(Group, { id: wanted });
  if (known < wanted.length) throw invalid([fault('NO_SUCH_GROUP', ['groupIds'])]);
  const ids = `{${wanted.join()}}`;
  await ctx.em.execute('delete from group_member where user_id = ? and group_id <> all (?::int[])', [
    user.id,
    ids,
  ]);
  await ctx.em.execute(
    `insert into group_member (group_id, user_id)
     select group_id, ? from unnest(?::int[]) as group_id on conflict do nothing`,
    [user.id, ids],
  );
}
