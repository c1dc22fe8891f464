import sharp, { type Sharp } from 'sharp';
import { TurnQueue } from '../threads/turn-queue.ts';

/** A small file can unfold to gigabytes. */
const MOST_PIXELS = 50_000_000;
const LONGEST_WORK = { seconds: 10 };

// Of all the formats that the library reads, only those of cameras and graphics programs; no SVG, which can
// contain scripts.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// One thread for each picture, and one picture at a time: it takes a core, hundreds of megabytes, and one of the
// four threads of the process that also hash passwords and compress pages.
sharp.concurrency(1);
const turns = new TurnQueue();

export interface EncodedPicture<Type extends PictureType = PictureType> {
  bytes: Buffer;
  width: number;
  height: number;
  type: Type;
}

/** The encodings that every mail program shows. */
type MailPictureType = 'JPEG' | 'PNG' | 'GIF';
type PictureType = MailPictureType | 'WEBP';

interface Bounds {
  width: number;
  height: number;
}

/** A picture as it came, and for whom it is encoded: pictures of others take turns with theirs. */
interface GivenPicture {
  key: string;
  bytes: Uint8Array;
}

/**
 * Encodes a picture for web pages, within bounds, turned upright and without the camera's metadata. Throws an
 * error for anything that is no picture.
 */
export function encodeForPages(
  { key, bytes }: GivenPicture,
  bounds: Bounds,
): Promise<EncodedPicture<'WEBP'>> {
  return turns.run(key, async () => {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning' }).rotate();
    return encoded(fitted(picture, bounds).webp({ quality: 80 }), 'WEBP');
  });
}

/**
 * The same for mails: animations stay GIF, pictures with transparent parts become PNG, all others JPEG.
 */
export function encodeForMails(
  { key, bytes }: GivenPicture,
  bounds: Bounds,
): Promise<EncodedPicture<MailPictureType>> {
  return turns.run(key, () => encodeForMail(bytes, bounds));
}

async function encodeForMail(given: Uint8Array, bounds: Bounds): Promise<EncodedPicture<MailPictureType>> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'warning' } as const;
  const { pages, hasAlpha } = await sharp(given, options).metadata();
  if ((pages ?? 1) > 1) {
    const moving = sharp(given, { ...options, animated: true });
    return encoded(fitted(moving, bounds).gif(), 'GIF');
  }
  const still = fitted(sharp(given, options).rotate(), bounds);
  return hasAlpha
    ? encoded(still.png({ palette: true, quality: 90 }), 'PNG')
    : encoded(still.jpeg({ quality: 82, mozjpeg: true }), 'JPEG');
}

const fitted = (picture: Sharp, bounds: Bounds) =>
  picture.resize({ ...bounds, fit: 'inside', withoutEnlargement: true });

async function encoded<Type extends PictureType>(picture: Sharp, type: Type): Promise<EncodedPicture<Type>> {
  const { data, info } = await picture.timeout(LONGEST_WORK).toBuffer({ resolveWithObject: true });
  const { width, height, pageHeight } = info;
  return { bytes: data, width, height: pageHeight ?? height, type };
}
