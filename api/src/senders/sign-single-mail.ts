import type { EntityManager } from '@mikro-orm/postgresql';
import { DkimSigner } from '../platform/dkim/dkim-signer.ts';
import { findSigningKeys } from './find-signing-keys.ts';

interface SingleMail {
  bytes: Buffer;
  /** The address in its From header. */
  from: string;
  /**
   * The owner of the domains; null for mails of the installation itself, whose domains belong to superusers.
   */
  ownerId: number | null;
  isShared: boolean;
  secrets: readonly string[];
}

/** Returns a single mail, signed if a key of its domain is found in DNS. Throws UnreadableKey. */
export async function signSingleMail(em: EntityManager, mail: SingleMail): Promise<Buffer> {
  const { bytes, from: address, ownerId, isShared, secrets } = mail;
  const signing = await findSigningKeys(em, { address, ownerId: ownerId ?? 0, isShared, secrets });
  return signing ? new DkimSigner({ ...signing, common: '' }).sign(bytes) : bytes;
}
