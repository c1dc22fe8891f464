import { renew } from '#lib/graphql/freshness.ts';

const shortestWait = 1500;
const longestWait = 15_000;

let lostSince = $state<string | null>(null);
let answeredAt = new Date().toISOString();
let isLost = false;
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting: (() => void)[] = [];

export const connection = {
  /**
   * When the server last responded (ISO), while it does not; otherwise null. The displayed data is that old.
   */
  get lostSince(): string | null {
    return lostSince;
  },
};

/** Records that the server has responded. */
export function noteContact(): void {
  answeredAt = new Date().toISOString();
  isLost = false;
  show();
  tries = 0;
  clearTimeout(timer);
  timer = undefined;
  for (const goOn of waiting.splice(0)) goOn();
}

/** Resolves when the server responds again. */
export const nextContact = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

/**
 * Records that the server could not be reached. The page is then loaded again, at growing intervals, until it
 * responds.
 */
export function noteSilence(): void {
  isLost = true;
  show();
  if (timer !== undefined) return;
  timer = setTimeout(tryAgain, Math.min(longestWait, shortestWait * 2 ** tries));
  tries += 1;
}

async function tryAgain(): Promise<void> {
  await renew();
  timer = undefined;
  if (isLost) noteSilence();
}

/**
 * In a task of its own: state that changes during a navigation would only be shown with the new page, which
 * may never come.
 */
function show(): void {
  setTimeout(() => {
    lostSince = isLost ? (lostSince ?? answeredAt) : null;
  });
}
