import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What an installation starts with; later changes are made in the database. */
export interface FirstSettings {
  smtpRate: number | null;
  smtpConnections: number;
}

/** Makes the key that signs cursors and links, and the sending limits, at the first start. Answers the key. */
export async function prepareInstallation(em: EntityManager, settings: FirstSettings): Promise<string> {
  await em.execute('insert into installation (id, secret_key) values (1, ?) on conflict do nothing', [
    randomBytes(32).toString('base64url'),
  ]);
  await em.execute(
    'insert into sending_limit (id, messages_per_second, connections) values (1, ?, ?) on conflict do nothing',
    [settings.smtpRate, settings.smtpConnections],
  );
  const [row] = await em.execute<{ secret_key: string }[]>('select secret_key from installation');
  return row!.secret_key;
}
