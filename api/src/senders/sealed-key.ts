import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const sealingKey = (secret: string) => createHmac('sha256', secret).update('dkim private keys').digest();

/** A private key, encrypted (AES-256-GCM) by a key that is made from the secret. */
export function sealKey(secret: string, privateKey: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), iv);
  const content = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

/** The private key again; null if none of the secrets has sealed it. */
export function openKey(secrets: readonly string[], sealed: Buffer): string | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  for (const secret of secrets) {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    try {
      const content = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([content, decipher.final()]).toString('utf8');
    } catch {
      // Sealed by another one.
    }
  }
  return null;
}
