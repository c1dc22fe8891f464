import type { Context } from '../../context/context.ts';
import { processName, workerConnectionName } from '../../platform/process-name.ts';

/**
 * Expires the leases of a worker whose process on this machine is known to be gone, and wakes the other
 * workers, which take over at once.
 */
export async function expireWorker(ctx: Context, pid: number): Promise<void> {
  // PostgreSQL may still be executing its last statement, which could renew a lease.
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
