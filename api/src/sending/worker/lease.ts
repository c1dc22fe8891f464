import type { WorkerClient, WorkerPool } from '../../platform/worker-pool.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * Opens a lease on a run and returns its number; null if the run has been paused meanwhile. A lease whose reply
 * was lost holds nothing, and is deleted later.
 */
export async function openLease(
  pool: WorkerPool,
  { runId, workerId, leaseSeconds }: { runId: number; workerId: number; leaseSeconds: number },
): Promise<number | null> {
  const { rows } = await pool.query<{ id: string }>(
    `with lost as (
       delete from lease where run_id = $1 and worker_id = $2 and claimed = '{}' and in_flight = '{}'
     )
     insert into lease (run_id, worker_id, expires_at)
     select id, $2, now() + make_interval(secs => $3) from mailing_run where id = $1 and status = 'RUNNING'
     returning id`,
    [runId, workerId, leaseSeconds],
  );
  return rows[0] ? Number(rows[0].id) : null;
}

/** Renews the worker's leases by the database's clock. Call it even while nothing is sent. */
export async function renewLeases(pool: WorkerPool, workerId: number, leaseSeconds: number): Promise<void> {
  await pool.query({
    name: 'renew-leases',
    text: 'update lease set expires_at = now() + make_interval(secs => $2) where worker_id = $1',
    values: [workerId, leaseSeconds],
  });
}

/** Releases a lease: other workers can claim at once what it held and nobody tried. */
export async function releaseLease(
  pool: WorkerPool,
  { runId, leaseId }: { runId: number; leaseId: number },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockRun(client, runId);
    const { rows } = await client.query<{ claimed: string[] }>(
      "delete from lease where id = $1 and in_flight = '{}' returning claimed",
      [leaseId],
    );
    if (rows[0]) await lowerCursor(client, { runId, claimed: rows[0].claimed });
  });
}

/**
 * Breaks expired leases: deliveries that were announced and never recorded become UNKNOWN, the rest can be
 * claimed again. Waits until PostgreSQL has been up for one lease time, so that a restart costs nobody a
 * lease. Returns how many deliveries are in doubt.
 */
export async function breakExpiredLeases(
  pool: WorkerPool,
  leaseSeconds: number,
  reply: string,
): Promise<number> {
  const { rows } = await pool.query<{ id: string; run_id: number }>({
    name: 'expired-leases',
    text: `select id, run_id from lease where expires_at < now()
      and pg_postmaster_start_time() < now() - make_interval(secs => $1) order by run_id, id`,
    values: [leaseSeconds],
  });
  let inDoubt = 0;
  for (const { id, run_id: runId } of rows) {
    inDoubt += await inTransaction(pool, (client) =>
      breakLease(client, { runId, leaseId: Number(id), reply }),
    );
  }
  return inDoubt;
}

async function breakLease(
  client: WorkerClient,
  { runId, leaseId, reply }: { runId: number; leaseId: number; reply: string },
): Promise<number> {
  await lockRun(client, runId);
  const { rows } = await client.query<{ claimed: string[]; in_flight: string[] }>(
    'delete from lease where id = $1 and expires_at < now() returning claimed, in_flight',
    [leaseId],
  );
  const lease = rows[0];
  if (!lease) return 0;
  await lowerCursor(client, { runId, claimed: lease.claimed });
  const { rowCount } = await client.query(IN_DOUBT, [runId, lease.in_flight, reply]);
  return rowCount ?? 0;
}

const IN_DOUBT = `
with found as (
  select id, state as was from delivery
  where run_id = $1 and id = any ($2::bigint[]) and state in ('PENDING', 'DEFERRED')
), doubted as (
  update delivery set state = 'UNKNOWN', tries = tries + 1, next_try_at = null from found
  where delivery.run_id = $1 and delivery.id = found.id returning delivery.id, found.was
), logged as (
  insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response, attempted_at)
  select doubted.id, run.id, run.mailing_id, run.owner_id, 'UNKNOWN', $3, now()
  from doubted cross join mailing_run run where run.id = $1
), counted as (
  update mailing_run set unknown = unknown + (select count(*) from doubted),
    pending = pending - (select count(*) from doubted where was = 'PENDING'),
    deferred = deferred - (select count(*) from doubted where was = 'DEFERRED')
  where id = $1
)
select from doubted`;

const lockRun = (client: WorkerClient, runId: number) =>
  client.query('select from mailing_run where id = $1 for no key update', [runId]);

/**
 * Moves the cursor back to before the first delivery that is still to be tried, because claims start behind
 * it.
 */
const lowerCursor = (client: WorkerClient, { runId, claimed }: { runId: number; claimed: string[] }) =>
  client.query(
    `update mailing_run set claim_cursor = least(claim_cursor, (
       select min(id) - 1 from delivery where run_id = $1 and id = any ($2::bigint[]) and state = 'PENDING'))
     where id = $1`,
    [runId, claimed],
  );
