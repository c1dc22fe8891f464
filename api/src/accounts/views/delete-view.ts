import type { Context } from '../../context/context.ts';
import { getView } from './get-view.ts';

/** Deletes one of the actor's views. Throws NOT_FOUND for anybody else's. Returns the id. */
export async function deleteView(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => em.remove(await getView(em, ctx.actor, id)));
  return id;
}
