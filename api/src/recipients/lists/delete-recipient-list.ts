import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { keepDeleted } from '../../deletions/keep-deleted.ts';
import { getRecipientList } from '../recipient.access.ts';
import { restorableList } from './restorable-list.ts';

/** Deletes a list but not its recipients. It can be restored for a day. Returns the id. */
export async function deleteRecipientList(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    // Locked, so that nobody is added after its recipients were noted.
    const list = await getRecipientList(ctx, id, { can: mayWrite('delete', 'recipient'), lock: true });
    await keepDeleted(em, restorableList, list);
    await em.execute('delete from recipient_list_member where list_id = ?', [list.id]);
    await em.remove(list).flush();
  });
  return id;
}
