import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail } from './run-mails.ts';
import { clearMarks, closeMarks, markRendering } from './render-marks.ts';
import { retryWhileDisconnected } from './retry-while-disconnected.ts';

/** A mail is given up after this many workers have died while rendering it. */
const MOST_DEATHS = 2;

interface MakeMailsParts {
  pool: WorkerPool;
  log: Log;
  runId: number;
  make: (delivery: ClaimedDelivery) => Promise<Mail>;
  onMade: (delivery: ClaimedDelivery, mail: Mail) => void;
  onFailed: (delivery: ClaimedDelivery, error: unknown) => void;
  /** Whether the run was closed meanwhile, so that nothing more is rendered. */
  isClosed: () => boolean;
}

/** The worker died each time this mail was rendered. */
export class WorkersEnded extends Error {
  override name = 'WorkersEnded';
}

/**
 * Renders mails in another thread, one after the other. The database keeps a mark for each mail while it is
 * rendered: if the worker dies all the same, its successor renders the marked mails one by one, and gives up
 * one that kills two workers.
 */
export async function makeMails(parts: MakeMailsParts, deliveries: ClaimedDelivery[]): Promise<void> {
  const ids = deliveries.map(({ id }) => id);
  const suspects = await mark(parts, ids);
  if (suspects.size === 0) {
    for (const delivery of deliveries) await makeOne(parts, delivery);
    await retryWhileDisconnected(parts.log, () => clearMarks(parts.pool, ids));
    return;
  }
  await retryWhileDisconnected(parts.log, () => closeMarks(parts.pool, ids));
  for (const delivery of deliveries) {
    if (parts.isClosed()) return;
    const deaths = (await mark(parts, [delivery.id])).get(delivery.id) ?? 0;
    if (deaths < MOST_DEATHS) await makeOne(parts, delivery);
    else parts.onFailed(delivery, new WorkersEnded(`${deaths} workers ended while it was being made`));
    await retryWhileDisconnected(parts.log, () => clearMarks(parts.pool, [delivery.id]));
  }
}

const mark = ({ pool, log, runId }: MakeMailsParts, deliveryIds: number[]) =>
  retryWhileDisconnected(log, () => markRendering(pool, { runId, deliveryIds }));

async function makeOne({ make, onMade, onFailed, isClosed }: MakeMailsParts, delivery: ClaimedDelivery) {
  if (isClosed()) return;
  try {
    onMade(delivery, await make(delivery));
  } catch (error) {
    if (!isClosed()) onFailed(delivery, error);
  }
}
