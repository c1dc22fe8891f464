import { createHash } from 'node:crypto';
import { has } from '../../context/actor.ts';
import type { Context } from '../../context/context.ts';
import { fault, forbidden, invalid, unauthenticated } from '../../errors/domain-error.ts';
import { encodeForPages } from '../../platform/pictures/encode-picture.ts';
import { BlogImage } from './blog-image.entity.ts';

/** Twice the width of the widest place for a picture, for high-density screens. */
const WIDTH = 1600;
const HEIGHT = 1600;
/**
 * Stores a picture for the blog, no larger than it is shown, turned upright and without the camera's
 * metadata. Returns its path.
 */
export async function storeImage(ctx: Context, given: Uint8Array): Promise<string> {
  if (ctx.actor.id === null) throw unauthenticated();
  if (!has(ctx.actor, 'add_blogpost') && !has(ctx.actor, 'change_blogpost')) throw forbidden();
  const bytes = await resize({ key: String(ctx.actor.id), bytes: given });
  const hash = createHash('sha256').update(bytes).digest('hex');
  await ctx.em.upsert(BlogImage, { hash, bytes, createdAt: ctx.clock.now() }, { onConflictAction: 'ignore' });
  return pathOf(hash);
}

const pathOf = (hash: string) => `/images/${hash}.webp`;
/** Returns the hash in a picture's path, or null for any other text. */
export const hashIn = (path: string) => /^\/images\/([0-9a-f]{64})\.webp$/.exec(path)?.[1] ?? null;

async function resize(given: Parameters<typeof encodeForPages>[0]): Promise<Buffer> {
  try {
    return (await encodeForPages(given, { width: WIDTH, height: HEIGHT })).bytes;
  } catch {
    throw invalid([fault('IMAGE_UNREADABLE', ['image'])]);
  }
}
