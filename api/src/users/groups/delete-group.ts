import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { getGroupToWrite } from './group.access.ts';
import { assertNotBuiltIn } from './group.rules.ts';

/** Deletes a group; its members lose the permissions that it gave. For superusers only. Returns the id. */
export async function deleteGroup(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const group = await getGroupToWrite(ctx, id);
    assertNotBuiltIn(group);
    await record(ctx, {
      action: 'GROUP_DELETED',
      subject: 'GROUP',
      subjectId: group.id,
      subjectName: group.name,
    });
    await em.remove(group).flush();
  });
  return id;
}
