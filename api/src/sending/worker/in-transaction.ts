import type { WorkerClient, WorkerPool } from '../../platform/worker-pool.ts';

/** Runs `work` in a transaction on a connection of its own, and rolls back if it throws. */
export async function inTransaction<T>(
  pool: WorkerPool,
  work: (client: WorkerClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not return to the pool.
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
