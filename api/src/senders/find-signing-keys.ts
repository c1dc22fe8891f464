import type { EntityManager } from '@mikro-orm/postgresql';
import { textOf } from '../language/text.ts';
import type { SigningKey } from '../platform/dkim/dkim-signer.ts';
import { openKey } from './sealed-key.ts';
import type { DkimAlgorithm } from './sender-domain.entity.ts';

/** A private key that none of the secrets can decrypt. Its message says what to do. */
export class UnreadableKey extends Error {
  readonly domain: string;

  constructor(domain: string) {
    super(textOf('EN', 'DKIM_KEY_UNREADABLE', { domain }));
    this.domain = domain;
  }
}

interface SigningAddress {
  address: string;
  ownerId: number;
  /**
   * The address is the one that all mails of the installation share: the domains of superusers count for it
   * too.
   */
  isShared: boolean;
  /** Secrets that private keys may have been encrypted with, the current one first. */
  secrets: readonly string[];
}

interface Row {
  domain: string;
  selector: string;
  algorithm: DkimAlgorithm;
  private_key: Buffer;
}

/**
 * Returns the keys that sign mails from an address: those of the nearest domain with a record in DNS, RSA
 * first. Returns null if there are none. Throws UnreadableKey.
 */
export async function findSigningKeys(
  em: EntityManager,
  { address, ownerId, isShared, secrets }: SigningAddress,
): Promise<{ domain: string; keys: SigningKey[] } | null> {
  const own = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const rows = await em.execute<Row[]>(KEYS, [ownerId, isShared, own, own]);
  const domain = rows[0]?.domain;
  if (domain === undefined) return null;
  const newest = new Map<DkimAlgorithm, Row>();
  for (const row of rows.filter((each) => each.domain === domain)) {
    if (!newest.has(row.algorithm)) newest.set(row.algorithm, row);
  }
  const used = (['RSA', 'ED25519'] as const).flatMap((algorithm) => newest.get(algorithm) ?? []);
  return { domain, keys: used.map((row) => readable(row, secrets)) };
}

function readable({ domain, selector, private_key }: Row, secrets: readonly string[]): SigningKey {
  const privateKey = openKey(secrets, private_key);
  if (privateKey === null) throw new UnreadableKey(domain);
  return { selector, privateKey };
}

const KEYS = `select domain.domain, key.selector, key.algorithm, key.private_key
  from sender_domain domain join dkim_key key on key.domain_id = domain.id join "user" owner on owner.id = domain.owner_id
  where (domain.owner_id = ? or ? and owner.is_superuser) and key.seen_at is not null and key.retired_at is null
    and (domain.domain = ? or right(?, length(domain.domain) + 1) = '.' || domain.domain)
  order by length(domain.domain) desc, domain.id, key.id desc`;
