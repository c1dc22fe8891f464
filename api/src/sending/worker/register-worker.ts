import { processName } from '../../platform/process-name.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';

/** Makes this process known as a worker; returns its number. */
export async function registerWorker(pool: WorkerPool, seconds: number): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    'insert into worker (name, expires_at) values ($1, now() + make_interval(secs => $2)) returning id',
    [processName(), seconds],
  );
  return rows[0]!.id;
}

/** Says that the worker lives, and forgets workers that have been silent for an hour. */
export async function renewWorker(pool: WorkerPool, workerId: number, seconds: number): Promise<void> {
  await pool.query({
    name: 'renew-worker',
    text: `with silent as (delete from worker where expires_at < now() - interval '1 hour')
      insert into worker (id, name, expires_at) values ($1, $2, now() + make_interval(secs => $3))
      on conflict (id) do update set expires_at = excluded.expires_at`,
    values: [workerId, processName(), seconds],
  });
}

/** Forgets the worker and frees its SMTP slots. */
export async function unregisterWorker(pool: WorkerPool, workerId: number): Promise<void> {
  await pool.query('update smtp_slot set worker_id = null, expires_at = null where worker_id = $1', [
    workerId,
  ]);
  await pool.query('delete from worker where id = $1', [workerId]);
}
