import type { Context } from '../../context/context.ts';
import { createGroups } from './create-groups.ts';
import { Group } from '../../accounts/group.entity.ts';

/** Returns a group that Postline itself puts people into, and creates it if it is missing. */
export async function builtInGroup(ctx: Context, name: 'Users' | 'Managers'): Promise<Group> {
  await createGroups(ctx.em);
  return ctx.em.findOneOrFail(Group, { name });
}
