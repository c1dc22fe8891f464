import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes calls of webhooks 30 days after their end. */
export async function cleanUpWebhooks(em: EntityManager): Promise<void> {
  await em.execute(`delete from webhook_call where finished_at < now() - interval '30 days'`);
}
