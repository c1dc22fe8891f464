import { renew } from '#lib/graphql/freshness.ts';

const shortestWait = 1500;
const longestWait = 15_000;

let lostSince = $state<string | null>(null);
let answeredAt = new Date().toISOString();
let isLost = false;
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const connection = {
  /** When the server answered last (ISO), while it does not; else null. What is shown is as old as that. */
  get lostSince(): string | null {
    return lostSince;
  },
};

/** The server has answered. */
export function noteContact(): void {
  answeredAt = new Date().toISOString();
  isLost = false;
  show();
  tries = 0;
  clearTimeout(timer);
  timer = undefined;
}

/** The server could not be reached: the page is read again, after longer and longer waits, until it answers. */
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

/** In a task of its own: what changes while a page is being loaded would be shown with that page, which may never come. */
function show(): void {
  setTimeout(() => {
    lostSince = isLost ? (lostSince ?? answeredAt) : null;
  });
}
