import type { WorkerPool } from '../../platform/worker-pool.ts';
import { inTransaction } from './in-transaction.ts';
import type { Result } from './write-ledger.ts';

/**
 * Records results that arrived after their lease was broken, for deliveries that have been in doubt since. A
 * delivery that a person has decided about stays as it is. Returns how many were settled.
 */
export async function settleUnknown(pool: WorkerPool, runId: number, results: Result[]): Promise<number> {
  const certain = results.filter(({ state }) => state === 'SENT' || state === 'FAILED');
  if (certain.length === 0) return 0;
  return inTransaction(pool, async (client) => {
    await client.query('select from mailing_run where id = $1 for no key update', [runId]);
    const { rowCount } = await client.query(SETTLE, [
      runId,
      certain.map((result) => result.deliveryId),
      certain.map((result) => result.state),
      certain.map((result) => result.code),
      certain.map((result) => result.reply),
      certain.map((result) => result.serverId ?? null),
    ]);
    return rowCount ?? 0;
  });
}

const SETTLE = `
with result as (
  select * from unnest($2::bigint[], $3::text[], $4::int[], $5::text[], $6::int2[]) as result (id, state, code, reply, server_id)
), settled as (
  update delivery set state = result.state, sent_at = case result.state when 'SENT' then now() end from result
  where delivery.id = result.id and delivery.run_id = $1 and delivery.exception = 'UNKNOWN'
  returning delivery.id, result.state, result.code, result.reply, result.server_id
), logged as (
  insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at, server_id)
  select settled.id, run.id, run.mailing_id, run.owner_id,
    case settled.state when 'SENT' then 'SUCCESS' else 'FAILURE' end, settled.code, settled.reply, now(), settled.server_id
  from settled cross join mailing_run run where run.id = $1
), counted as (
  update mailing_run set unknown = unknown - (select count(*) from settled),
    sent = sent + (select count(*) from settled where state = 'SENT'),
    failed = failed + (select count(*) from settled where state = 'FAILED')
  where id = $1
)
select from settled`;
