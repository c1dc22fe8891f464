import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { getRecipientList } from '../recipient.access.ts';

/** Deletes a list but not its recipients. Returns the id. */
export async function deleteRecipientList(ctx: Context, id: string): Promise<string> {
  const list = await getRecipientList(ctx, id, { can: mayWrite('delete', 'recipient') });
  await ctx.em.transactional(async (em) => {
    await em.execute('delete from recipient_list_member where list_id = ?', [list.id]);
    await em.remove(list).flush();
  });
  return id;
}
