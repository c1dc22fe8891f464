import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { getGroupToWrite } from './group.access.ts';
import type { Group } from '../../accounts/group.entity.ts';
import type { UpdateGroupInput } from './group.inputs.ts';
import { assertNotBuiltIn, assertPermissions, groupNameTaken, groupPatch } from './group.rules.ts';
import { endAccessOfGaining } from './end-access-of-gaining.ts';
import { setPermissions } from './set-permissions.ts';

/**
 * Changes a group. For superusers only. Its members have the new permissions from their next request on; the
 * sessions and API tokens of those who gain some end.
 */
export async function updateGroup(
  ctx: Context,
  { id, input }: { id: string; input: UpdateGroupInput },
): Promise<Group> {
  return orTaken('group_name_unique', groupNameTaken, () =>
    ctx.em.transactional(async (em) => {
      const group = await getGroupToWrite(ctx, id);
      const { name = group.name } = validated(groupPatch, input);
      if (input.permissions) assertPermissions(input.permissions);
      if (name !== group.name) assertNotBuiltIn(group);
      group.name = name;
      await em.flush();
      if (input.permissions) {
        await endAccessOfGaining(ctx, group.id, input.permissions);
        await setPermissions(em, group.id, input.permissions);
      }
      await record(ctx, {
        action: 'GROUP_CHANGED',
        subject: 'GROUP',
        subjectId: group.id,
        subjectName: group.name,
        details: { permissions: input.permissions?.join(' ') ?? null },
      });
      return group;
    }),
  );
}
