import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { BlogImage } from './blog-image.entity.ts';
import { hashIn } from './store-image.ts';

/** Returns the bytes of a picture. Throws NOT_FOUND. */
export async function findImage(ctx: Context, path: string): Promise<Uint8Array> {
  const hash = hashIn(path);
  const image = hash && (await ctx.em.findOne(BlogImage, { hash }));
  if (!image) throw notFound();
  return image.bytes;
}
