import { createHmac, timingSafeEqual } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 6;
const MAC_BYTES = 10;

/** What identifies a mail when it comes back. */
export interface TracedMail {
  deliveryId: number;
  addressHash: Buffer;
}

/**
 * Returns a token for a mail's return path (VERP): its delivery's number, signed together with its mailbox. 26
 * letters of one case, because some servers change case. It comes back with a bounce, and nobody else can make
 * one.
 */
export function returnToken(secret: string, { deliveryId, addressHash }: TracedMail): string {
  const id = Buffer.alloc(ID_BYTES);
  id.writeUIntBE(deliveryId, 0, ID_BYTES);
  return base32(Buffer.concat([id, sign(secret, id, addressHash)]));
}

/**
 * Returns the number of the delivery that a token says it was made for, or null if it is no token. Only
 * `isReturnToken` tells whether it was made here.
 */
export function numberInReturnToken(token: string): number | null {
  return bytesOf(token)?.readUIntBE(0, ID_BYTES) ?? null;
}

/**
 * Whether a token was made for a mail, with one of the secrets. After restoring a backup, another mail may
 * have the number of one that was sent since: its mailbox is part of the signature. Tokens of earlier versions
 * sign the number alone.
 */
export function isReturnToken(
  secrets: readonly string[],
  token: string,
  { addressHash }: TracedMail,
): boolean {
  const bytes = bytesOf(token);
  if (!bytes) return false;
  const [id, mac] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
  return secrets.some(
    (secret) =>
      timingSafeEqual(sign(secret, id, addressHash), mac) || timingSafeEqual(signAlone(secret, id), mac),
  );
}

/** The last letter has spare bits: only one spelling is valid. */
function bytesOf(token: string): Buffer | null {
  if (!/^[a-z2-7]{26}$/i.test(token)) return null;
  const bytes = unbase32(token.toLowerCase());
  return base32(bytes) === token.toLowerCase() ? bytes : null;
}

const sign = (secret: string, id: Buffer, addressHash: Buffer) =>
  createHmac('sha256', secret)
    .update('return path of')
    .update(id)
    .update(addressHash)
    .digest()
    .subarray(0, MAC_BYTES);

const signAlone = (secret: string, id: Buffer) =>
  createHmac('sha256', secret).update('return path').update(id).digest().subarray(0, MAC_BYTES);

function base32(bytes: Buffer): string {
  let [text, bits, value] = ['', 0, 0];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text;
}

function unbase32(text: string): Buffer {
  const bytes: number[] = [];
  let [bits, value] = [0, 0];
  for (const letter of text) {
    value = (value << 5) | LETTERS.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
