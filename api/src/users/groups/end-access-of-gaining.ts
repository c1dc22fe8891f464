import type { Context } from '../../context/context.ts';
import { endAccessOfAll } from '../../accounts/sessions/end-access.ts';

/**
 * Before a group gets these permissions, in the caller's transaction: ends what lets somebody in to the members who will have
 * more rights by it, as a session or token that was stolen must not become a key to more. The session that asks goes on.
 */
export async function endAccessOfGaining(
  { em, actor }: Context,
  groupId: number,
  codenames: readonly string[],
): Promise<void> {
  const rows = await em.execute<{ user_id: number }[]>(
    `select member.user_id from group_member member join "user" on "user".id = member.user_id
     where member.group_id = ? and not is_superuser and exists (
       select from unnest(?::text[]) as wanted (codename) where not exists (
         select from group_member other join group_permission using (group_id)
         where other.user_id = member.user_id and codename = wanted.codename))`,
    [groupId, `{${codenames.join()}}`],
  );
  if (rows.length === 0) return;
  const userIds = rows.map(({ user_id }) => user_id);
  await endAccessOfAll(em, userIds, { keepSession: actor.sessionId });
}
