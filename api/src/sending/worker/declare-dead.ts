import type { Context } from '../../context/context.ts';
import { processName, workerConnectionName } from '../../platform/process-name.ts';

/**
 * Ends the time of a worker of this machine whose process is known to be gone, and wakes the others: what it held is
 * taken over at once, without the wait for the end of its leases.
 */
export async function declareDead(ctx: Context, pid: number): Promise<void> {
  // What it had asked for last PostgreSQL may be about to do yet, and that could renew a lease.
  await ctx.em.execute(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where application_name = ? and datname = current_database() and usename = current_user`,
    [workerConnectionName(pid)],
  );
  await ctx.em.execute(
    `with dead as (
       update worker set expires_at = now() where name = ? and expires_at > now() returning id
     ), freed as (
       update smtp_slot set expires_at = now() from dead where smtp_slot.worker_id = dead.id
     )
     update lease set expires_at = now() from dead where lease.worker_id = dead.id`,
    [processName(pid)],
  );
  await ctx.wakeups.wakeWorkers();
}
