import type { User } from '../src/accounts/user.entity.ts';
import { testApp } from './database.ts';

/** Inserts images of an owner, and a start and a version of each mailing and message that the owner has. */
export async function buildRowsBelow(owner: User, howMany: number): Promise<void> {
  const em = (await testApp()).orm.em.fork();
  await em.execute(
    `insert into mail_image (owner_id, hash, type, width, height, size, bytes)
     select ?, md5(number::text), 'PNG', 1, 1, 1, '' from generate_series(1, ?) number`,
    [owner.id, howMany],
  );
  await em.execute(
    `insert into mailing_start (mailing_id, due_at, outcome) select id, now(), 'DROPPED' from mailing where owner_id = ?`,
    [owner.id],
  );
  await em.execute(
    `insert into message_version (message_id, subject, body, format, saved_at)
     select id, subject, body, format, now() from message where owner_id = ?`,
    [owner.id],
  );
}
