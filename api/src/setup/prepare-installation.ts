import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Generates the key that signs cursors and links at the first start. Returns it. */
export async function prepareInstallation(em: EntityManager): Promise<string> {
  await em.execute('insert into installation (id, secret_key) values (1, ?) on conflict do nothing', [
    randomBytes(32).toString('base64url'),
  ]);
  const [row] = await em.execute<{ secret_key: string }[]>('select secret_key from installation');
  return row!.secret_key;
}
