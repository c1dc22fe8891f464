import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { contains } from '../db/search.ts';
import type { User } from '../accounts/user.entity.ts';
import { visibleUsers } from './user.access.ts';
import type { UserFilter } from './user.inputs.ts';

/** The users that the actor may see and that match the filter. */
export function usersWhere(ctx: Context, filter?: UserFilter | null): FilterQuery<User> {
  const { search, isActive, awaitsApproval, groupId } = filter ?? {};
  const conditions: FilterQuery<User>[] = [
    visibleUsers(ctx.actor),
    contains("lower({}.email || ' ' || {}.full_name)", search),
  ];
  if (isActive != null) conditions.push({ blockedAt: isActive ? null : { $ne: null } });
  // Somebody who has not confirmed the address may not be its owner, so there is nothing to approve yet.
  const waiting = { awaitsApproval: true, emailConfirmedAt: { $ne: null }, blockedAt: null };
  if (awaitsApproval != null) conditions.push(awaitsApproval ? waiting : { $not: waiting });
  if (groupId) {
    const members = raw('(select user_id from group_member where group_id = ?)', [idOf(groupId) ?? 0]);
    conditions.push({ id: { $in: members } } as FilterQuery<User>);
  }
  return { $and: conditions };
}

/** Whether users are managers: in the group Managers, or permitted to block others by another group. */
export const isManager = loaderOf<number, boolean>(async (ctx, userIds) => {
  const rows = await ctx.em.execute<{ user_id: number }[]>(
    `select member.user_id from group_member member join "group" on "group".id = member.group_id
     where member.user_id = any(?::int[]) and ("group".name = 'Managers' or exists (
       select from group_permission where group_id = "group".id and codename = 'change_user'))`,
    [`{${userIds.join()}}`],
  );
  const managers = new Set(rows.map((row) => row.user_id));
  return userIds.map((id) => managers.has(id));
});
