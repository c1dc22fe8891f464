import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

/**
 * Sets the statuses that are not what the suppressions of the last hour say. Triggers set them otherwise, but where a recipient
 * and a suppression of the same address are created or lifted at the same moment, neither transaction sees the other's row.
 * Returns how many there were.
 */
export const settleStatuses = (em: EntityManager): Promise<number> =>
  changedRows(
    em,
    `update recipient set status = coalesce(refusal_of(owner_id, address_hash), 'ACTIVE'), updated_at = now()
     where address_hash in (
         select address_hash from suppression
         where created_at > now() - interval '1 hour' or lifted_at > now() - interval '1 hour'
       ) and status <> coalesce(refusal_of(owner_id, address_hash), 'ACTIVE')`,
    [],
  );
