import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { MailImage } from './mail-image.entity.ts';
import { hashOfName } from './image-path.ts';

/** Returns the image of a file's name with its bytes, whoever owns it. Throws NOT_FOUND. */
export async function findMailImage(ctx: Context, name: string): Promise<MailImage> {
  const hash = hashOfName(name);
  const image = hash && (await ctx.em.findOne(MailImage, { hash }, { populate: ['bytes'] }));
  if (!image) throw notFound();
  return image;
}
