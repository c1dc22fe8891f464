import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';
import type { SuppressionReason, SuppressionSource } from './suppression.entity.ts';

export interface Refusal {
  ownerId: number;
  emails: readonly string[];
  reason: SuppressionReason;
  source: SuppressionSource;
  /** The user who added them. */
  addedById: number | null;
}

/**
 * Ends an owner's mail to addresses, in one statement; recipients with these addresses get the status. A
 * weightier reason replaces an existing suppression's. Returns how many are new or changed.
 */
export function suppress(em: EntityManager, refusal: Refusal): Promise<number> {
  return changedRows(
    em,
    `insert into suppression as known (address_hash, email, owner_id, reach, reason, source, added_by_id)
     select distinct on (address_hash(email)) address_hash(email), email, ?::int, 'OWNER', ?, ?, ?::int
     from json_array_elements_text(?::json) email order by address_hash(email)
     ${KEEP_WEIGHTIER}`,
    [refusal.ownerId, refusal.reason, refusal.source, refusal.addedById, JSON.stringify(refusal.emails)],
  );
}

/** What happens to an existing suppression. */
const KEEP_WEIGHTIER = `on conflict (address_hash, owner_id, list_id) where lifted_at is null do update set
    reason = excluded.reason, source = excluded.source, mailing_id = excluded.mailing_id,
    mailing_name = excluded.mailing_name, added_by_id = excluded.added_by_id
  where array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', excluded.reason)
    < array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', known.reason)`;
