import { randomBytes } from 'node:crypto';
import { openKey, sealKey } from '../senders/sealed-key.ts';

const PURPOSE = 'webhook secrets';

/** Returns a secret according to Standard Webhooks: 32 random bytes. */
export const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Encrypts a webhook's secret with the installation's. A hash is not enough, because the secret itself signs
 * calls.
 */
export const sealSecret = (key: string, secret: string): Buffer => sealKey(key, secret, PURPOSE);

/** Decrypts a secret. Returns null if it was encrypted with none of the keys. */
export const openSecret = (keys: readonly string[], sealed: Buffer): string | null =>
  openKey(keys, sealed, PURPOSE);
