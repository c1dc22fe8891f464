import type { Context } from '../../context/context.ts';
import { assertMayWriteUsers } from '../user.access.ts';
import { Group } from '../../accounts/group.entity.ts';
import { managerPermissions } from '../../accounts/permission.list.ts';
import { setPermissions } from './set-permissions.ts';

/**
 * Creates the group Managers, or resets an existing one to exactly its nine permissions. Returns whether it
 * was missing.
 */
export async function createManagersGroup(ctx: Context): Promise<{ isNew: boolean }> {
  assertMayWriteUsers(ctx.actor);
  return ctx.em.transactional(async (em) => {
    const made = await em.execute<object[]>(
      `insert into "group" (name) values ('Managers') on conflict do nothing returning id`,
    );
    const { id } = await em.findOneOrFail(Group, { name: 'Managers' });
    await setPermissions(em, id, managerPermissions);
    return { isNew: made.length > 0 };
  });
}
