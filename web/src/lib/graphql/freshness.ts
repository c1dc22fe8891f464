import { invalidate } from '$app/navigation';
import type { RequestPolicy } from '@urql/core';

/** Every load depends on it; `invalidate(everything)` reads again what the cache no longer holds. */
export const everything = 'graphql:all';

const maximumAge = 30_000;
const answeredAt = new Map<number, number>();
let isStale = false;
let policy: RequestPolicy = 'cache-first';

/** The policy that loads use now: the cache first, except while `renew` runs. */
export function requestPolicy(): RequestPolicy {
  return policy;
}

/** When the answer to this operation came over the network. */
export function noteAnswer(key: number): void {
  answeredAt.set(key, Date.now());
}

/** A load shows this operation's answer from the cache: remember whether it is older than 30 s. */
export function noteShown(key: number): void {
  if (Date.now() - (answeredAt.get(key) ?? Date.now()) > maximumAge) isStale = true;
}

/** After a navigation: what was shown from an old answer is fetched again behind the page. */
export async function refreshStale(): Promise<void> {
  if (isStale) await renew();
}

/** Everything on this page from the network, whatever the cache holds. */
export async function renew(): Promise<void> {
  isStale = false;
  policy = 'network-only';
  try {
    await invalidate(everything);
  } finally {
    policy = 'cache-first';
  }
}
