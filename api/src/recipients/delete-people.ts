import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes recipients by number, and removes them from lists and mailings. */
export async function deletePeople(em: EntityManager, people: readonly number[]): Promise<void> {
  if (people.length === 0) return;
  const ids = `{${people.join()}}`;
  // One statement each, because the foreign keys would delete the rows of one recipient at a time.
  await em.execute('delete from recipient_list_member where recipient_id = any (?::int[])', [ids]);
  await em.execute('delete from mailing_recipient where recipient_id = any (?::int[])', [ids]);
  await em.execute('delete from recipient where id = any (?::int[])', [ids]);
}
