import type { Context } from '../../context/context.ts';
import { endAccessOfAll } from '../../accounts/sessions/end-access.ts';

/**
 * Call it before giving a group these permissions, in the same transaction: ends the access of members who
 * gain rights by it, because a stolen session or token must not become a key to more. The current session
 * continues.
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
