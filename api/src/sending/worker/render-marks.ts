import type { WorkerPool } from '../../platform/worker-pool.ts';

/**
 * Notes that the mails of deliveries are being made. Returns those during whose making a worker has ended before, with how
 * many did.
 */
export async function markRendering(
  pool: WorkerPool,
  { runId, deliveryIds }: { runId: number; deliveryIds: number[] },
): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ id: string; deaths: number }>({
    name: 'mark-rendering',
    text: `insert into render_mark (delivery_id, run_id)
      select delivery_id, $1::int from unnest($2::bigint[]) as made (delivery_id)
      on conflict (delivery_id) do update set is_open = true, deaths = render_mark.deaths + render_mark.is_open::int
      returning delivery_id as id, deaths`,
    values: [runId, deliveryIds],
  });
  return new Map(rows.filter(({ deaths }) => deaths > 0).map(({ id, deaths }) => [Number(id), deaths]));
}

/** Takes marks away: the mails are made, or cannot be. */
export async function clearMarks(pool: WorkerPool, deliveryIds: number[]): Promise<void> {
  await pool.query({
    name: 'clear-render-marks',
    text: 'delete from render_mark where delivery_id = any ($1::bigint[])',
    values: [deliveryIds],
  });
}

/** Keeps what is known of deliveries whose mails are not being made now after all. */
export async function closeMarks(pool: WorkerPool, deliveryIds: number[]): Promise<void> {
  await pool.query({
    name: 'close-render-marks',
    text: 'update render_mark set is_open = false where delivery_id = any ($1::bigint[])',
    values: [deliveryIds],
  });
}
