import type { Cache } from '../../platform/cache/cache.ts';

/** Statistics need not be dropped for each of thousands of results a second. */
const PAUSE = 1000;

/**
 * Returns a function that drops the cached values that results change: at once, and then once a second while
 * results keep coming.
 */
export function dropWhileSending(cache: Cache): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;
  const drop = () => void cache.drop('mailings', 'sending');
  const pause = () => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!isDue) return;
      isDue = false;
      drop();
      pause();
    }, PAUSE);
    timer.unref();
  };
  return () => {
    if (timer) {
      isDue = true;
      return;
    }
    drop();
    pause();
  };
}
