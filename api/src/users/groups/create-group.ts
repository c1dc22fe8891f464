import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { assertMayWriteUsers } from '../user.access.ts';
import { Group } from '../../accounts/group.entity.ts';
import type { CreateGroupInput } from './group.inputs.ts';
import { assertPermissions, groupNameTaken, newGroup } from './group.rules.ts';
import { setPermissions } from './set-permissions.ts';

/**
 * Creates a group. For superusers only. Throws INVALID if the name is taken or a permission does not exist.
 */
export async function createGroup(ctx: Context, input: CreateGroupInput): Promise<Group> {
  assertMayWriteUsers(ctx.actor);
  const { name } = validated(newGroup, input);
  assertPermissions(input.permissions);
  return orTaken('group_name_unique', groupNameTaken, () =>
    ctx.em.transactional(async (em) => {
      const group = em.create(Group, { name });
      await em.flush();
      await setPermissions(em, group.id, input.permissions);
      await record(ctx, {
        action: 'GROUP_CREATED',
        subject: 'GROUP',
        subjectId: group.id,
        subjectName: group.name,
        details: { permissions: input.permissions?.join(' ') ?? null },
      });
      return group;
    }),
  );
}
