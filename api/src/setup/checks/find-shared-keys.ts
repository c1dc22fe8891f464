import pg from 'pg';
import type { Config } from '../../config.ts';
import { postgresOptions } from '../../platform/postgres-options.ts';

interface SharedKeys {
  /** Whether the database could be queried. */
  isKnown: boolean;
  keys: { selector: string; publicKey: string }[];
}

const PATIENCE = 5000;

/**
 * Finds the DKIM keys of a domain that sign the installation's own mails. Without a database server of its
 * own the database is not queried.
 */
export async function findSharedKeys({ databaseUrl }: Config, domain: string): Promise<SharedKeys> {
  if (!databaseUrl) return { isKnown: false, keys: [] };
  const client = new pg.Client({
    ...postgresOptions(databaseUrl),
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ selector: string; public_key: string }>(KEYS, [domain]);
    return {
      isKnown: true,
      keys: rows.map(({ selector, public_key: publicKey }) => ({ selector, publicKey })),
    };
  } catch {
    return { isKnown: false, keys: [] };
  } finally {
    await client.end().catch(() => {});
  }
}

const KEYS = `select key.selector, key.public_key from sender_domain domain join dkim_key key on key.domain_id = domain.id
    join "user" owner on owner.id = domain.owner_id
  where owner.is_superuser and domain.domain = $1 and key.retired_at is null order by key.id limit 10`;
