import { createHmac, timingSafeEqual } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 6;
const MAC_BYTES = 10;

/**
 * A token for the return path of a mail (VERP): its delivery's number, signed. 26 letters of one case, as some servers fold
 * it. It comes back with a bounce, and nobody else can make one.
 */
export function returnToken(secret: string, deliveryId: number): string {
  const id = Buffer.alloc(ID_BYTES);
  id.writeUIntBE(deliveryId, 0, ID_BYTES);
  return base32(Buffer.concat([id, sign(secret, id)]));
}

/** The number of the delivery that a token was made for; null if it was made with none of the secrets. */
export function readReturnToken(secrets: readonly string[], token: string): number | null {
  if (!/^[a-z2-7]{26}$/i.test(token)) return null;
  const bytes = unbase32(token.toLowerCase());
  // The last letter has bits to spare: there is one spelling.
  if (base32(bytes) !== token.toLowerCase()) return null;
  const [id, mac] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
  return secrets.some((secret) => timingSafeEqual(sign(secret, id), mac)) ? id.readUIntBE(0, ID_BYTES) : null;
}

const sign = (secret: string, id: Buffer) =>
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
