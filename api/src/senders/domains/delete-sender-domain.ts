import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { getSenderDomain } from '../sender.access.ts';

/** Deletes a domain with its keys; mails from it are not signed any more, and it has to be verified anew. Returns the id. */
export async function deleteSenderDomain(ctx: Context, id: string): Promise<string> {
  const domain = await getSenderDomain(ctx, id, { can: canChange });
  await ctx.em.remove(domain).flush();
  return id;
}
