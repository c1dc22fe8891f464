import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context/context.ts';
import { lacksSender } from './living-senders.ts';
import type { MailingRun } from '../runs/mailing-run.entity.ts';
import { getRun } from '../runs/run.access.ts';

const PAUSE = 250;
/** Looks between two questions whether there is a sender, which takes a minute to be missed. */
const LOOKS = 40;

/**
 * Yields a run at once, and then whenever it has changed, at most four times a second, until it has ended.
 * Throws the refusal before the first event, and ends with it if the viewer loses the right to see the run.
 */
export async function watchRun(ctx: Context, id: string): Promise<AsyncIterable<MailingRun>> {
  const first = await getRun(ctx, id);
  return abortable(async function* (signal) {
    let [shown, isStuck] = ['', false];
    for (let run = first, look = 0; ; look++, run = await getRun(ctx.renew ? await ctx.renew() : ctx, id)) {
      if (look % LOOKS === 0) isStuck = await lacksSender(ctx).load(run.id);
      const state = `${stateOf(run)} ${isStuck}`;
      if (state !== shown) yield run;
      shown = state;
      if (run.finishedAt) return;
      await sleep(PAUSE, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
    }
  });
}

/** Everything in the row of a run that changes while it is unfinished. */
const stateOf = ({
  status,
  pauseReasons,
  pauseMessage,
  pending,
  sent,
  deferred,
  failed,
  skipped,
  unknown,
  finishedAt,
}: MailingRun) =>
  JSON.stringify([
    status,
    pauseReasons,
    pauseMessage,
    pending,
    sent,
    deferred,
    failed,
    skipped,
    unknown,
    finishedAt,
  ]);

/**
 * Ends as soon as the client leaves. A generator's own `return` waits for the next `yield`, which may never
 * come.
 */
function abortable<T>(make: (signal: AbortSignal) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  const stop = new AbortController();
  const source = make(stop.signal);
  return {
    next: () => source.next(),
    return(value) {
      stop.abort();
      return source.return(value);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
