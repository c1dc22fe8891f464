import type { Context } from '../context/context.ts';
import { exactly, type Counted } from '../paging/count.ts';
import { progressOfRun, type DeliveryCounts } from './delivery-counts.ts';
import type { DeliveryState } from './run.enums.ts';

/** Counts the deliveries of runs in one state, or in all states, from the runs' counters. */
export const countDeliveries = (
  ctx: Context,
  runIds: number[],
  state?: DeliveryState | null,
): Promise<Counted[]> =>
  Promise.all(
    runIds.map(async (id) => {
      const { counts } = await progressOfRun(ctx).load(id);
      return exactly(counts[(state?.toLowerCase() ?? 'total') as keyof DeliveryCounts]);
    }),
  );
