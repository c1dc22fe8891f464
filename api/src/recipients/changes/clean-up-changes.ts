import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes the data for undoing changes two days after their end, and the changes themselves after a year. */
export async function cleanUpChanges(em: EntityManager): Promise<void> {
  await em.execute(
    `delete from recipient_change_batch using recipient_change change
     where change_id = change.id and finished_at < now() - interval '2 days' and status <> 'UNDOING'`,
  );
  await em.execute(
    "delete from recipient_change where finished_at < now() - interval '1 year' and status <> 'UNDOING'",
  );
}
