import type { Context } from '../context/context.ts';
import type { Measure } from '../http/metrics.ts';

interface Row {
  worker: string;
  version: string;
  heap: string;
  rss: string;
  late: number;
}

/** What senders say of their processes, each second. */
export async function workerMeasures(ctx: Context): Promise<Measure[]> {
  const rows = await ctx.em.execute<Row[]>(
    `select name as worker, version, heap_bytes as heap, rss_bytes as rss, event_loop_seconds as late from worker
     where expires_at > now() and version is not null order by id`,
  );
  const of = (name: string, help: string, value: (row: Row) => number): Measure => ({
    name,
    help,
    values: rows.map((row) => ({ labels: { worker: row.worker }, value: value(row) })),
  });
  return [
    of('postline_worker_heap_bytes', 'The heap in use of each sender.', ({ heap }) => Number(heap)),
    of('postline_worker_resident_bytes', 'The resident memory of each sender.', ({ rss }) => Number(rss)),
    of(
      'postline_worker_event_loop_seconds',
      'By how much the event loop of each sender is late, at the 99th percentile of the last second.',
      ({ late }) => late,
    ),
    {
      name: 'postline_worker_info',
      help: 'The version of Postline that each sender runs, as a label.',
      values: rows.map(({ worker, version }) => ({ labels: { worker, version }, value: 1 })),
    },
  ];
}
