import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes for good what was deleted more than a day ago. */
export async function forgetDeleted(em: EntityManager): Promise<void> {
  await em.execute("delete from deletion where created_at < now() - interval '1 day'");
}
