import { loaderOf, type Context } from '../../context/context.ts';
import { Group, Permission } from '../../accounts/group.entity.ts';

/** The groups of users, by name. */
export const groupsOfUser = loaderOf<number, Group[]>(async (ctx, userIds) => {
  const rows = await ctx.em.execute<{ user_id: number; id: number; name: string }[]>(
    `select gm.user_id, g.id, g.name from group_member gm join "group" g on g.id = gm.group_id
     where gm.user_id = any(?::int[]) order by g.name`,
    [`{${userIds.join()}}`],
  );
  const byUser = Map.groupBy(rows, (row) => row.user_id);
  return userIds.map((id) =>
    (byUser.get(id) ?? []).map((row) => ctx.em.map(Group, { id: row.id, name: row.name })),
  );
});

/** The permissions of users: those of all their groups, or every one for a superuser. */
export const permissionsOfUser = loaderOf<number, Permission[]>(async (ctx, userIds) => {
  const rows = await ctx.em.execute<{ user_id: number; codename: string }[]>(
    `select distinct u.id as user_id, p.codename from "user" u cross join permission p
     where u.id = any(?::int[]) and (u.is_superuser or exists (
       select from group_member gm join group_permission gp on gp.group_id = gm.group_id
       where gm.user_id = u.id and gp.codename = p.codename))
     order by p.codename`,
    [`{${userIds.join()}}`],
  );
  const byUser = Map.groupBy(rows, (row) => row.user_id);
  return userIds.map((id) => (byUser.get(id) ?? []).map((row) => permissionOf(ctx, row.codename)));
});

/** The permissions of groups. */
export const permissionsOfGroup = loaderOf<number, Permission[]>(async (ctx, groupIds) => {
  const rows = await ctx.em.execute<{ group_id: number; codename: string }[]>(
    'select group_id, codename from group_permission where group_id = any(?::int[]) order by codename',
    [`{${groupIds.join()}}`],
  );
  const byGroup = Map.groupBy(rows, (row) => row.group_id);
  return groupIds.map((id) => (byGroup.get(id) ?? []).map((row) => permissionOf(ctx, row.codename)));
});

/** The number of users in groups. */
export const userCountOfGroup = loaderOf<number, number>(async (ctx, groupIds) => {
  const rows = await ctx.em.execute<{ group_id: number; count: number }[]>(
    'select group_id, count(*)::int as count from group_member where group_id = any(?::int[]) group by group_id',
    [`{${groupIds.join()}}`],
  );
  const byGroup = new Map(rows.map((row) => [row.group_id, row.count]));
  return groupIds.map((id) => byGroup.get(id) ?? 0);
});

const permissionOf = (ctx: Context, codename: string) => ctx.em.map(Permission, { codename });
