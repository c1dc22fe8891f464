import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { has } from '../../context/actor.ts';
import type { Context } from '../../context/context.ts';
import { fault, forbidden, invalid, unauthenticated } from '../../errors/domain-error.ts';
import { BlogImage } from './blog-image.entity.ts';

/** The widest place for a picture, twice as fine as it is wide; more bytes would be for nobody. */
const WIDTH = 1600;
const HEIGHT = 1600;
/** A small file can unfold to gigabytes. */
const MOST_PIXELS = 50_000_000;

// Of all that the library reads, formats of cameras and programs for the web alone: no SVG, which is a program itself.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// A picture is worked on by one thread, not by all that there are.
sharp.concurrency(1);

/** Keeps a picture for the blog, no larger than it is shown, turned upright, without what a camera wrote into it. Returns its path. */
export async function storeImage(ctx: Context, given: Uint8Array): Promise<string> {
  if (ctx.actor.id === null) throw unauthenticated();
  if (!has(ctx.actor, 'add_blogpost') && !has(ctx.actor, 'change_blogpost')) throw forbidden();
  const bytes = await resize(given);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await ctx.em.upsert(BlogImage, { hash, bytes, createdAt: ctx.clock.now() }, { onConflictAction: 'ignore' });
  return pathOf(hash);
}

const pathOf = (hash: string) => `/images/${hash}.webp`;
/** The hash in a path of a picture; null for any other text. */
export const hashIn = (path: string) => /^\/images\/([0-9a-f]{64})\.webp$/.exec(path)?.[1] ?? null;

async function resize(given: Uint8Array): Promise<Buffer> {
  try {
    return await sharp(given, { limitInputPixels: MOST_PIXELS, failOn: 'warning' })
      .rotate()
      .resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: 10 })
      .toBuffer();
  } catch {
    throw invalid([fault('IMAGE_UNREADABLE', ['image'])]);
  }
}
