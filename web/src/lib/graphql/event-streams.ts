import { createClient, type Client } from 'graphql-sse';
import { getLocale } from '#lib/paraglide/runtime.js';
import { renew } from './freshness.ts';

const shortestWait = 500;
const longestWait = 30_000;

let tab: Client | undefined;

/**
 * The tab's client for subscriptions. A lost stream is opened again at growing intervals, without end. Before
 * each attempt the page is loaded again, because events may have been missed and there may be nothing left to
 * watch.
 */
export function eventStreams(): Client {
  return (tab ??= createClient({
    url: '/graphql',
    headers: () => ({ 'accept-language': getLocale() }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: waitAndRenew,
  }));
}

/** Waits longer the more attempts have failed, then loads the page again. */
export async function waitAndRenew(failedTries: number): Promise<void> {
  const wait = Math.min(longestWait, shortestWait * 2 ** failedTries);
  await new Promise((resolve) => setTimeout(resolve, wait));
  await renew();
}
