import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const DKIM = 'dkim private keys';
const sealingKey = (secret: string, purpose: string) => createHmac('sha256', secret).update(purpose).digest();

/** Encrypts a private key (AES-256-GCM) with a key derived from the secret for this purpose. */
export function sealKey(secret: string, privateKey: string, purpose = DKIM): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, purpose), iv);
  const content = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

/** Decrypts a private key. Returns null if it was encrypted with none of the secrets. */
export function openKey(secrets: readonly string[], sealed: Buffer, purpose = DKIM): string | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  for (const secret of secrets) {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, purpose), iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(tag);
    try {
      const content = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([content, decipher.final()]).toString('utf8');
    } catch {
      // Encrypted with another secret.
    }
  }
  return null;
}
