import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { getMailImage } from './mail-image.access.ts';

/** Deletes an image: mails that were sent with it show its description instead. Returns the id. */
export async function deleteMailImage(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const image = await getMailImage(ctx, id, { can: canChange, lock: true });
    await em.remove(image).flush();
  });
  return id;
}
