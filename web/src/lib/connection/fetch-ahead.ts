/** When a page has come to life and its person has begun to read. */
const CALM_MILLISECONDS = 6000;

type Load = () => Promise<unknown>;

/**
 * Fetches parts of the client before they are asked for, one at a time and only while nothing else happens, so that
 * they open at once, and also while the server is away. The browser's timeline has a mark `fetched ahead` when all
 * are there. Returns what ends it.
 */
export function fetchAhead(loads: readonly Load[]): () => void {
  let isOver = false;
  const take = async ([load, ...rest]: readonly Load[]) => {
    if (isOver) return;
    if (!load) return void performance.mark('fetched ahead');
    // What fails is fetched again when it is opened.
    await load().catch(() => {});
    whenIdle(() => void take(rest));
  };
  const timer = setTimeout(() => whenIdle(() => void take(loads)), CALM_MILLISECONDS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Safari knows no idle time. */
const whenIdle = (act: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(act) : setTimeout(act, 200);
