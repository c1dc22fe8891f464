import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context/context.ts';
import { takeTokens } from './take-tokens.ts';

const TAKE = takeTokens('?', '?');
const BURST_SECONDS = 0.1;
const PAUSE = 200;
/** A person waits for it. */
const LONGEST_WAIT = 5000;

/**
 * Waits until one message may be sent under the installation's limits. Returns false if that takes longer
 * than five seconds.
 */
export async function awaitToken(ctx: Context): Promise<boolean> {
  const until = Date.now() + LONGEST_WAIT;
  for (;;) {
    const [row] = await ctx.em.execute<{ granted: number }[]>(TAKE, [1, BURST_SECONDS]);
    if (!row || row.granted > 0) return true;
    if (Date.now() + PAUSE > until) return false;
    await sleep(PAUSE);
  }
}
