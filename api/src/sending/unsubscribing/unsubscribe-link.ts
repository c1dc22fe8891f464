import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 16;

/** The link with which the recipient of a delivery asks for no more mail. Signed; names nobody. */
export const unsubscribeUrl = (baseUrl: string, secret: string, deliveryId: number): string =>
  `${baseUrl}/unsubscribe/${unsubscribeToken(secret, deliveryId)}`;

/** A delivery's number and a signature over it, in base64url. */
export function unsubscribeToken(secret: string, deliveryId: number): string {
  const id = Buffer.alloc(6);
  id.writeUIntBE(deliveryId, 0, 6);
  return Buffer.concat([id, sign(secret, id)]).toString('base64url');
}

/** The delivery that a token was made for; null where it was not made here. */
export function readUnsubscribeToken(secret: string, token: string): number | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 6 + SIGNATURE_BYTES) return null;
  const id = bytes.subarray(0, 6);
  return timingSafeEqual(sign(secret, id), bytes.subarray(6)) ? id.readUIntBE(0, 6) : null;
}

const sign = (secret: string, id: Buffer) =>
  createHmac('sha256', secret).update('unsubscribe').update(id).digest().subarray(0, SIGNATURE_BYTES);
