import type { WorkerClient, WorkerPool } from '../../platform/worker-pool.ts';
import { inTransaction } from './in-transaction.ts';

/** A delivery that only this worker may send, with its recipient's current values. */
export interface ClaimedDelivery {
  id: number;
  /** The address as frozen at launch. */
  email: string;
  addressHash: Buffer;
  tries: number;
  fullName: string;
  attributes: Record<string, unknown>;
  /** Why the recipient must not be written to any more; null if they may. */
  skipReason: 'UNSUBSCRIBED' | 'BOUNCED' | 'COMPLAINED' | 'DELETED' | null;
}

interface Claim {
  runId: number;
  leaseId: number;
  /** The deliveries that the worker holds and has not recorded yet. */
  held: number[];
  most: number;
}

/**
 * Claims deliveries that are pending or due again and that no worker holds, by adding their numbers to the
 * lease; the rows do not change. The run's lock serialises the claims of one run, so that two workers never
 * hold the same delivery. Returns null if the lease was broken.
 */
export async function claimDeliveries(pool: WorkerPool, claim: Claim): Promise<ClaimedDelivery[] | null> {
  const ids = await inTransaction(pool, (client) => pick(client, claim));
  return ids === null ? null : readClaimed(pool, claim.runId, ids);
}

/**
 * Returns the numbers of the claimed deliveries. Holds the run's lock, so every write of its ledger waits.
 */
async function pick(client: WorkerClient, claim: Claim): Promise<string[] | null> {
  // A separate statement, because the next one must see what the previous claim has committed.
  const { rows: runs } = await client.query<{ claim_cursor: string }>({
    name: 'claim-gate',
    text: `select claim_cursor from mailing_run where id = $1 and status = 'RUNNING' and skips_rest_as is null
      and coalesce(ends_at > now(), true) and coalesce(held_until <= now(), true)
      and coalesce(opens_at <= now() and closes_at > now(), true)
      and (worker_id is null or worker_id = (select worker_id from lease where id = $2)
        or not exists (select from worker where worker.id = mailing_run.worker_id and expires_at > now()))
      for no key update`,
    values: [claim.runId, claim.leaseId],
  });
  if (!runs[0]) return [];
  const { rows } = await client.query<{ id: string; is_fresh: boolean }>({
    name: 'claim',
    text: CLAIM,
    values: [claim.runId, claim.leaseId, `{${claim.held.join()}}`, runs[0].claim_cursor, claim.most],
  });
  if (rows.length === 0) return afterEmptyClaim(client, claim);
  const fresh = rows.filter((row) => row.is_fresh).map((row) => Number(row.id));
  if (fresh.length > 0) await moveCursor(client, claim.runId, Math.max(...fresh));
  return rows.map(({ id }) => id);
}

/** Returns the deliveries to send: those that were never tried first, as one may show whether a server is back. */
async function readClaimed(pool: WorkerPool, runId: number, ids: string[]): Promise<ClaimedDelivery[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Row>({
    name: 'claimed',
    text: `select delivery.id, delivery.email, delivery.address_hash, delivery.tries, recipient.full_name, recipient.attributes,
        case when recipient.id is null then 'DELETED' else
          coalesce(refusal_of(run.owner_id, delivery.address_hash), nullif(recipient.status, 'ACTIVE')) end as skip_reason
      from unnest($1::bigint[]) with ordinality as picked (id, place)
        join delivery on delivery.run_id = $2 and delivery.id = picked.id
        join mailing_run run on run.id = delivery.run_id
        left join recipient on recipient.id = delivery.recipient_id order by delivery.tries > 0, place`,
    values: [`{${ids.join()}}`, runId],
  });
  return rows.map(claimedOf);
}

interface Row {
  id: string;
  email: string;
  address_hash: Buffer;
  tries: number;
  full_name: string | null;
  attributes: Record<string, unknown> | null;
  skip_reason: ClaimedDelivery['skipReason'];
}

// The cursor keeps a claim from scanning everything that was sent before. It is only a hint: the claimed
// numbers decide. `not in` is a hashed look-up, whichever joins the planner may use. A worker knows better
// than the row what its own lease still holds: deliveries that were deferred since can be claimed again.
// The run stands in the comparison so that only the index of runs serves it: the primary key would go on through the
// deliveries of later runs.
const CLAIM = `
with taken as (
  select unnest(claimed) as id from lease where run_id = $1 and id <> $2
  union all select unnest($3::bigint[])
), due as (
  select id, false as is_fresh from delivery
  where run_id = $1 and next_try_at <= now()
    and id not in (select id from taken)
  order by next_try_at limit $5
), fresh as (
  select id, true as is_fresh from delivery
  where run_id = $1 and state = 'PENDING' and (run_id, id) > ($1, $4)
    and id not in (select id from taken)
  order by id limit greatest($5 - (select count(*) from due), 0)
), picked as materialized (
  select * from due union all select * from fresh
), leased as (
  update lease set claimed = $3::bigint[] || array(select id from picked)
  where id = $2 and exists (select from picked) returning id
)
select picked.id, picked.is_fresh from leased cross join picked order by picked.is_fresh, picked.id`;

const claimedOf = (row: Row): ClaimedDelivery => ({
  id: Number(row.id),
  email: row.email,
  addressHash: row.address_hash,
  tries: row.tries,
  fullName: row.full_name ?? '',
  attributes: row.attributes ?? {},
  skipReason: row.skip_reason,
});

const moveCursor = (client: WorkerClient, runId: number, cursor: number) =>
  client.query({
    name: 'move-cursor',
    text: 'update mailing_run set claim_cursor = greatest(claim_cursor, $2) where id = $1',
    values: [runId, cursor],
  });

/**
 * The cursor is only a hint: if deliveries are pending and nobody else holds a part of the run, the next
 * claim starts at the first of them. Finding it reads everything that was sent before, once.
 */
async function afterEmptyClaim(client: WorkerClient, { runId, leaseId, held }: Claim): Promise<[] | null> {
  const { rows } = await client.query<{ id: string }>({
    name: 'leases-of-run',
    text: 'select id from lease where run_id = $1',
    values: [runId],
  });
  if (!rows.some(({ id }) => Number(id) === leaseId)) return null;
  if (rows.length === 1 && held.length === 0) {
    await client.query(
      `update mailing_run set claim_cursor = least(claim_cursor, (
         select min(id) - 1 from delivery where run_id = $1 and state = 'PENDING'))
       where id = $1 and pending > 0 and claim_cursor > 0`,
      [runId],
    );
  }
  return [];
}
