import type { WorkerPool } from '../../platform/worker-pool.ts';

/**
 * Marks deliveries whose mails are being rendered. Returns those whose rendering a worker has died of before,
 * with how many workers did.
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

/** Removes marks of mails that are rendered or cannot be. */
export async function clearMarks(pool: WorkerPool, deliveryIds: number[]): Promise<void> {
  await pool.query({
    name: 'clear-render-marks',
    text: 'delete from render_mark where delivery_id = any ($1::bigint[])',
    values: [deliveryIds],
  });
}

/**
 * Keeps the counts of deliveries whose mails are not rendered now after all, without the mark that they are
 * being rendered.
 */
export async function closeMarks(pool: WorkerPool, deliveryIds: number[]): Promise<void> {
  await pool.query({
    name: 'close-render-marks',
    text: 'update render_mark set is_open = false where delivery_id = any ($1::bigint[])',
    values: [deliveryIds],
  });
}
