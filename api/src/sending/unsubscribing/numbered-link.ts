import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 16;

/**
 * Returns the delivery's number that a link of an earlier version carries, or null if it was not made with
 * one of these secrets.
 */
export function readNumberedLink(secrets: readonly string[], token: string): number | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 6 + SIGNATURE_BYTES) return null;
  const id = bytes.subarray(0, 6);
  const isOurs = secrets.some((secret) => timingSafeEqual(sign(secret, id), bytes.subarray(6)));
  return isOurs ? id.readUIntBE(0, 6) : null;
}

const sign = (secret: string, id: Buffer) =>
  createHmac('sha256', secret).update('unsubscribe').update(id).digest().subarray(0, SIGNATURE_BYTES);
