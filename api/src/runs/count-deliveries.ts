import type { Context } from '../context/context.ts';
import { exactly, type Counted } from '../paging/count.ts';
import { progressOfRun, type DeliveryCounts } from './delivery-counts.ts';
import type { DeliveryState } from './run.enums.ts';

/** How many deliveries runs have in a state, or in all, by the runs' counters. */
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
