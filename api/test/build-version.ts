import type { Message } from '../src/messages/message.entity.ts';
import { testApp } from './database.ts';

/** A former version of a message; returns its id. */
export async function buildVersion({ id }: Message): Promise<string> {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<{ id: number }[]>(
    `insert into message_version (message_id, subject, body, format, saved_at)
     values (?, 'Before', '<p>Before</p>', 'HTML', now()) returning id`,
    [id],
  );
  return String(row!.id);
}

/** An attachment of a message that claims a size; returns its id. */
export async function buildAttachment({ id }: Message, size = 1): Promise<string> {
  const { orm } = await testApp();
  const em = orm.em.fork();
  await em.execute("insert into attached_file (hash, bytes) values ('a', 'a') on conflict do nothing");
  const [row] = await em.execute<{ id: number }[]>(
    `insert into message_attachment (message_id, hash, name, type, size)
     values (?, 'a', 'a.txt', 'text/plain', ?) returning id`,
    [id, size],
  );
  return String(row!.id);
}
