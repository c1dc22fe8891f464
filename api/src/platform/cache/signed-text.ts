import { createHmac, timingSafeEqual } from 'node:crypto';

/** The length of an HMAC-SHA-256 in base64url. */
const LENGTH = 43;

const signatureOf = (text: string, secret: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** Returns a value as text that only somebody with the secret can have written. */
export function sign(value: unknown, secret: string): string {
  const text = JSON.stringify(value);
  return signatureOf(text, secret) + text;
}

/** Returns the value of a signed text, or undefined if it was not signed with this secret. */
export function readSigned<T>(signed: string, secret: string): T | undefined {
  const given = Buffer.from(signed.slice(0, LENGTH));
  const right = Buffer.from(signatureOf(signed.slice(LENGTH), secret));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(signed.slice(LENGTH)) as T;
}
