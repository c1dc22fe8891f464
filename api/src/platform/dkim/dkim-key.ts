import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export type DkimAlgorithm = 'RSA' | 'ED25519';

const makePair = promisify(generateKeyPair);

/**
 * Creates a key: RSA with 2048 bits, which every receiver verifies, or Ed25519 (RFC 8463). Returns it as PKCS
 * #8 in PEM.
 */
export async function makeDkimKey(algorithm: DkimAlgorithm): Promise<string> {
  const pair =
    algorithm === 'RSA'
      ? await makePair('rsa', { modulusLength: 2048 })
      : // It has no options, but the types require an object.
        await makePair('ed25519', {});
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * Returns the `p=` value of a key's DNS record, with which anybody can verify. For Ed25519 it is the bare 32
 * bytes.
 */
export function publicPart(privateKey: string | KeyObject): string {
  const key = createPublicKey(typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey);
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'spki', format: 'der' }).toString('base64');
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
}

/** Returns the TXT record that publishes a key. */
export const dkimRecord = (algorithm: DkimAlgorithm, publicKey: string): string =>
  `v=DKIM1; k=${algorithm === 'RSA' ? 'rsa' : 'ed25519'}; p=${publicKey}`;

/** Splits a TXT record into strings of at most 255 bytes, as DNS servers require. */
export const txtStrings = (record: string): string[] => record.match(/.{1,255}/g) ?? [''];
