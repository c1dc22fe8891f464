import { canChange } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { getSenderIdentity } from './sender.access.ts';

/** Deletes a sender; mailings that named it come from the default one. Returns the id. */
export async function deleteSenderIdentity(ctx: Context, id: string): Promise<string> {
  const sender = await getSenderIdentity(ctx, id, { can: canChange });
  await ctx.em.remove(sender).flush();
  return id;
}
