import { createHash } from 'node:crypto';
import type { Context } from '../../context/context.ts';
import { fault, invalid, unauthenticated } from '../../errors/domain-error.ts';
import { encodeForMails, type EncodedPicture } from '../../platform/pictures/encode-picture.ts';
import { MailImage, type MailImageType } from './mail-image.entity.ts';

/** Twice the width of a mail, for high-density screens. */
const WIDTH = 1200;
const HEIGHT = 3000;
/** What all images of an owner may take up, in bytes. */
const MOST_BYTES = 200_000_000;

/**
 * Stores an image for the actor's mails, no larger than mails show it, turned upright and without the
 * camera's metadata. Throws INVALID for what cannot be read, and when the owner's images would take up too
 * much.
 */
export async function storeMailImage(ctx: Context, given: Uint8Array): Promise<MailImage> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const picture = await encode({ key: String(owner), bytes: given });
  const hash = createHash('sha256').update(picture.bytes).digest('hex');
  const known = await ctx.em.findOne(MailImage, { owner, hash });
  if (known) return known;
  await assertRoom(ctx, owner, picture.bytes.length);
  const { width, height, type, bytes } = picture;
  return ctx.em.upsert(
    MailImage,
    { owner, hash, type, width, height, size: bytes.length, bytes, createdAt: ctx.clock.now() },
    { onConflictFields: ['owner', 'hash'], onConflictMergeFields: ['hash'] },
  );
}

async function assertRoom(ctx: Context, owner: number, more: number): Promise<void> {
  const [used] = await ctx.em.execute<[{ size: number }]>(
    'select coalesce(sum(size), 0)::float8 as size from mail_image where owner_id = ?',
    [owner],
  );
  if (used.size + more > MOST_BYTES)
    throw invalid([fault('IMAGES_TOO_MANY', ['image'], { most: MOST_BYTES / 1e6 })]);
}

async function encode(given: Parameters<typeof encodeForMails>[0]): Promise<EncodedPicture<MailImageType>> {
  try {
    return await encodeForMails(given, { width: WIDTH, height: HEIGHT });
  } catch {
    throw invalid([fault('MAIL_IMAGE_UNREADABLE', ['image'])]);
  }
}
