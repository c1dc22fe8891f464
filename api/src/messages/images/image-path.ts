import type { MailImage } from './mail-image.entity.ts';

const ENDINGS = { JPEG: 'jpg', PNG: 'png', GIF: 'gif' } as const;

/** The path of an image on this site. */
export const pathOfImage = ({ hash, type }: Pick<MailImage, 'hash' | 'type'>) =>
  `/mail-images/${hash}.${ENDINGS[type]}`;

/** Returns the hash in the name of an image's file, or null for any other text. */
export const hashOfName = (name: string) => /^([0-9a-f]{64})\.(?:jpg|png|gif)$/.exec(name)?.[1] ?? null;
