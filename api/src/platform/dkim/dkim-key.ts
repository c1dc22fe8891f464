import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export type DkimAlgorithm = 'RSA' | 'ED25519';

const makePair = promisify(generateKeyPair);

/** A new key: RSA of 2048 bits, which everybody verifies, or Ed25519 (RFC 8463). Returns it as PKCS #8 in PEM. */
export async function makeDkimKey(algorithm: DkimAlgorithm): Promise<string> {
  const pair =
    algorithm === 'RSA'
      ? await makePair('rsa', { modulusLength: 2048 })
      : // Its options are none; the types want them.
        await makePair('ed25519', {});
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The value of `p=` in the record of a key, by which anybody can verify. Of Ed25519 it is the bare 32 bytes. */
export function publicPart(privateKey: string | KeyObject): string {
  const key = createPublicKey(typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey);
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'spki', format: 'der' }).toString('base64');
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
}

/** The TXT record that makes a key known. */
export const dkimRecord = (algorithm: DkimAlgorithm, publicKey: string): string =>
  `v=DKIM1; k=${algorithm === 'RSA' ? 'rsa' : 'ed25519'}; p=${publicKey}`;

/** A TXT record in the strings of at most 255 bytes that DNS servers want. */
export const txtStrings = (record: string): string[] => record.match(/.{1,255}/g) ?? [''];
