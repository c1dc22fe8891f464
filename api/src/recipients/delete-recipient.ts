import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { getRecipient } from './recipient.access.ts';

/** Deletes a recipient; deliveries keep the address as text. Returns the id. */
export async function deleteRecipient(ctx: Context, id: string): Promise<string> {
  const recipient = await getRecipient(ctx, id, { can: mayWrite('delete', 'recipient') });
  await ctx.em.transactional((em) => em.remove(recipient).flush());
  return id;
}
