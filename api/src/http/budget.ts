import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  RLWrapperTimeouts,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { DomainError } from '../errors/domain-error.ts';
import type { Actor } from '../context/actor.ts';
import type { Redis } from '../platform/cache/open-redis.ts';
import { networkOf } from './network-of.ts';

/** Seconds after which everybody's budget is whole again. */
const WINDOW = 60;
/** Points in that time for a user, and once more for all of the user's tokens together. */
const OF_USER = 1_000_000;
/** Points in that time for all at one address who do not say who they are. */
const OF_ADDRESS = 200_000;

/** Who pays for a request. */
export interface Payer {
  actor: Pick<Actor, 'id' | 'scopes'>;
  ip?: string;
}

/** How much each actor may still ask: of this process, or of all that share a Redis. */
export interface Budget {
  /** Takes points away; returns the headers that say what is left. Throws RATE_LIMITED if there are not enough. */
  spend(payer: Payer, points: number): Promise<Record<string, string>>;
}

/** Budgets for pages, polling and programs to live in without meeting them; they end what would take all for one. */
export function createBudget(redis: Redis | null = null): Budget {
  const users = limiterOf('users', { points: OF_USER, redis });
  const addresses = limiterOf('addresses', { points: OF_ADDRESS, redis });
  return {
    async spend(payer, points) {
      const [limiter, quota] = payer.actor.id === null ? [addresses, OF_ADDRESS] : [users, OF_USER];
      try {
        return headersOf(quota, await limiter().consume(payerOf(payer), points));
      } catch (spent) {
        if (!(spent instanceof RateLimiterRes)) throw spent;
        const retryAt = new Date(Date.now() + spent.msBeforeNext);
        throw new DomainError('RATE_LIMITED', { key: 'RATE_LIMITED' }, { retryAt });
      }
    },
  };
}

/** Counts in Redis while it answers, and in this process while it does not: nobody is refused for its sake. */
function limiterOf(
  name: string,
  { points, redis }: { points: number; redis: Redis | null },
): () => RateLimiterAbstract {
  const keyPrefix = `postline budget of ${name}`;
  const here = new RateLimiterMemory({ keyPrefix, points, duration: WINDOW });
  if (!redis) return () => here;
  const shared = new RateLimiterRedis({
    storeClient: redis.client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix,
    points,
    duration: WINDOW,
  });
  const bounded = new RLWrapperTimeouts({ limiter: shared, timeoutMs: 100, insuranceLimiter: here });
  // While it is known to be away nobody waits for it.
  return () => (redis.isAway() ? here : bounded);
}

/** A user, a user's tokens, or a network. */
export function payerOf({ actor, ip }: Payer): string {
  if (actor.id === null) return networkOf(ip ?? '');
  return actor.scopes ? `tokens of ${actor.id}` : `user ${actor.id}`;
}

/** As draft-ietf-httpapi-ratelimit-headers has them: the policy, and how much is left for how many seconds. */
const headersOf = (quota: number, { remainingPoints, msBeforeNext }: RateLimiterRes) => ({
  'RateLimit-Policy': `"points";q=${quota};w=${WINDOW}`,
  RateLimit: `"points";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`,
});
