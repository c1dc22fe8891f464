import { invalidate } from '$app/navigation';
import type { RequestPolicy } from '@urql/core';

/** Every load depends on it; `invalidate(everything)` loads again what the cache no longer holds. */
export const everything = 'graphql:all';

const maximumAge = 30_000;
const answeredAt = new Map<number, number>();
let isStale = false;
/** The number of calls of `renew` under way: one that ends first must not send the others to the cache. */
let renewals = 0;

/** The policy that loads use now: the cache first, except while `renew` runs. */
export function requestPolicy(): RequestPolicy {
  return renewals > 0 ? 'network-only' : 'cache-first';
}

/** Records that a response to this operation came over the network. */
export function noteAnswer(key: number): void {
  answeredAt.set(key, Date.now());
}

/** Records that a load shows this operation's response from the cache, and whether it is older than 30 s. */
export function noteShown(key: number): void {
  if (Date.now() - (answeredAt.get(key) ?? Date.now()) > maximumAge) isStale = true;
}

/** After a navigation, fetches in the background what was shown from an old response. */
export async function refreshStale(): Promise<void> {
  if (isStale) await renew();
}

/** Loads everything on this page from the network, whatever the cache holds. */
export async function renew(): Promise<void> {
  isStale = false;
  renewals++;
  try {
    await invalidate(everything);
  } finally {
    renewals--;
  }
}
