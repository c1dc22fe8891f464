import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { plusAddress } from '../../platform/mime/plus-address.ts';

/**
 * The content of an unsubscribe link. It is complete, so that the link works whatever has been deleted since.
 */
export interface UnsubscribeLink {
  /**
   * SHARED: the mail came from the address that all owners share. OWN: from an address of its owner. TEST: it
   * was a test.
   */
  kind: 'SHARED' | 'OWN' | 'TEST';
  deliveryId: number;
  ownerId: number;
  addressHash: Buffer;
}

const KINDS = ['SHARED', 'OWN', 'TEST'] as const;
const TAG_BYTES = 16;
const HASH_BYTES = 16;
const CONTENT_BYTES = 1 + 6 + 4 + HASH_BYTES;

/**
 * Returns the unsubscribe link for a recipient. It is encrypted and signed, so that it reveals nobody's
 * address.
 */
export const unsubscribeUrl = (baseUrl: string, key: Buffer, link: UnsubscribeLink): string =>
  `${baseUrl}/unsubscribe/${sealLink(key, link)}`;

/**
 * The same as a mailto URL, for mail programs without one-click support: the link's token is in the subject.
 */
export function unsubscribeMailto(
  bounceAddress: string | undefined,
  url: string,
): { unsubscribeMailto?: string } {
  if (bounceAddress === undefined) return {};
  const token = url.slice(url.lastIndexOf('/') + 1);
  const address = plusAddress(bounceAddress, 'unsubscribe');
  return { unsubscribeMailto: `mailto:${address}?subject=unsubscribe%20${token}` };
}

/**
 * Derives the key for links from a secret. The key is stored in the database, so that links outlive the
 * secret; the secret cannot be derived from it.
 */
export const linkKeyOf = (secret: string): Buffer =>
  createHmac('sha256', secret).update('unsubscribe links').digest();

/**
 * Returns a link's content in base64url. The signature over the content is the IV of its encryption (a
 * synthetic IV, RFC 5297), so that delivery numbers that repeat, as after restoring a backup, reveal nothing.
 */
export function sealLink(key: Buffer, { kind, deliveryId, ownerId, addressHash }: UnsubscribeLink): string {
  const content = Buffer.alloc(CONTENT_BYTES);
  content.writeUInt8(KINDS.indexOf(kind), 0);
  content.writeUIntBE(deliveryId, 1, 6);
  content.writeUInt32BE(ownerId, 7);
  addressHash.copy(content, 11);
  const tag = sign(key, content);
  const cipher = createCipheriv('aes-256-ctr', key, tag);
  return Buffer.concat([tag, cipher.update(content), cipher.final()]).toString('base64url');
}

/** Returns the content of a link, or null if it was not made with one of these keys. */
export function openLink(keys: readonly Buffer[], token: string): UnsubscribeLink | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== TAG_BYTES + CONTENT_BYTES) return null;
  const tag = bytes.subarray(0, TAG_BYTES);
  for (const key of keys) {
    const decipher = createDecipheriv('aes-256-ctr', key, tag);
    const content = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
    if (timingSafeEqual(sign(key, content), tag)) return readContent(content);
  }
  return null;
}

function readContent(content: Buffer): UnsubscribeLink | null {
  const kind = KINDS[content.readUInt8(0)];
  if (!kind) return null;
  return {
    kind,
    deliveryId: content.readUIntBE(1, 6),
    ownerId: content.readUInt32BE(7),
    addressHash: content.subarray(11),
  };
}

const sign = (key: Buffer, content: Buffer) =>
  createHmac('sha256', key).update(content).digest().subarray(0, TAG_BYTES);
