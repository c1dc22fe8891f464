import { renew } from '#lib/graphql/freshness.ts';
import type { Mailing } from './mailing.ts';

/**
 * Milliseconds after a start until the page checks, and between further checks while the start is late: until the API
 * says why.
 */
const LOOKS = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];
/** Timers cannot run longer. */
const LONGEST = 2 ** 31 - 1;

/** Loads the page again when the scheduled start of its mailing has come, until its run is there. */
export function watchStart(shown: () => Mailing): void {
  let late = 0;
  $effect(() => {
    const { nextRunAt, currentRun } = shown();
    if (!nextRunAt || currentRun) {
      late = 0;
      return undefined;
    }
    const wait = Date.parse(nextRunAt) - Date.now();
    const pause = wait > 0 ? wait + LOOKS[0]! : LOOKS[late];
    if (pause === undefined || pause > LONGEST) return undefined;
    const timer = setTimeout(() => {
      late++;
      void renew();
    }, pause);
    return () => clearTimeout(timer);
  });
}
