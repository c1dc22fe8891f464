import { processHealth } from '../../platform/process-health.ts';
import { processName } from '../../platform/process-name.ts';
import { VERSION } from '../../platform/version.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';

/** Registers this process as a worker and returns its number. */
export async function registerWorker(pool: WorkerPool, seconds: number): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    'insert into worker (name, expires_at) values ($1, now() + make_interval(secs => $2)) returning id',
    [processName(), seconds],
  );
  return rows[0]!.id;
}

/**
 * Renews the worker's sign of life with how its process is doing, and forgets workers that have been silent
 * for an hour.
 */
export async function renewWorker(pool: WorkerPool, workerId: number, seconds: number): Promise<void> {
  const { heapBytes, rssBytes, eventLoopSeconds } = processHealth();
  await pool.query({
    name: 'renew-worker',
    text: `with silent as (delete from worker where expires_at < now() - interval '1 hour')
      insert into worker (id, name, expires_at, version, heap_bytes, rss_bytes, event_loop_seconds)
      values ($1, $2, now() + make_interval(secs => $3), $4, $5, $6, $7)
      on conflict (id) do update set expires_at = excluded.expires_at, version = excluded.version,
        heap_bytes = excluded.heap_bytes, rss_bytes = excluded.rss_bytes, event_loop_seconds = excluded.event_loop_seconds`,
    values: [workerId, processName(), seconds, VERSION, heapBytes, rssBytes, eventLoopSeconds],
  });
}

/** Removes the worker and frees its SMTP slots. */
export async function unregisterWorker(pool: WorkerPool, workerId: number): Promise<void> {
  await pool.query('update smtp_slot set worker_id = null, expires_at = null where worker_id = $1', [
    workerId,
  ]);
  await pool.query('delete from worker where id = $1', [workerId]);
}
