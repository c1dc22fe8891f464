import type { EntityManager } from '@mikro-orm/postgresql';
import type { SuppressionReason } from './suppression.entity.ts';

/**
 * The mailboxes that one owner's mail must not reach, as rows (address_hash, reason), each once with its weightiest reason;
 * for joins over many recipients. `owner` is SQL. For a few, `refusal_of(owner_id, address_hash)` gives the reason or null.
 */
export const refusalsFor = (owner: string): string =>
  `(select distinct on (address_hash) address_hash, reason from suppression
    where lifted_at is null and reach <> 'LIST' and (owner_id = ${owner} or reach = 'INSTALLATION')
    order by address_hash, array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', reason))`;

/** Which of many addresses an owner's mail must not reach, each as it was given, with the reason. */
export async function findSuppressed(
  em: EntityManager,
  { ownerId, emails }: { ownerId: number; emails: readonly string[] },
): Promise<Map<string, SuppressionReason>> {
  const rows = await em.execute<{ email: string; reason: SuppressionReason }[]>(
    `select email, reason from (select value as email, refusal_of(?, address_hash(value)) as reason
       from json_array_elements_text(?::json)) asked where reason is not null`,
    [ownerId, JSON.stringify(emails)],
  );
  return new Map(rows.map(({ email, reason }) => [email, reason]));
}
