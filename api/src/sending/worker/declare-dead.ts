import type { Context } from '../../context.ts';
import { workerName } from './register-worker.ts';

/**
 * Ends the time of a worker of this machine whose process is known to be gone, and wakes the others: what it held is
 * taken over at once, without the wait for the end of its leases.
 */
export async function declareDead(ctx: Context, pid: number): Promise<void> {
  await ctx.em.execute(
    `with dead as (
       update worker set expires_at = now() where name = ? and expires_at > now() returning id
     ), freed as (
       update smtp_slot set expires_at = now() from dead where smtp_slot.worker_id = dead.id
     )
     update lease set expires_at = now() from dead where lease.worker_id = dead.id`,
    [workerName(pid)],
  );
  await ctx.jobs.wakeWorkers();
}
