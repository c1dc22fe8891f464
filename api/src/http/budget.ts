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

/** Seconds after which a budget is full again. */
const WINDOW = 60;
/** Points in that time for a user, and as many again for all of the user's tokens together. */
const OF_USER = 1_000_000;
/** Points in that time for all anonymous requests from one address. */
const OF_ADDRESS = 200_000;

/** The user or address that a request is charged to. */
export interface Payer {
  actor: Pick<Actor, 'id' | 'scopes'>;
  ip?: string;
}

/** How much each actor may still spend: in this process, or in all that share a Redis. */
export interface Budget {
  /** Takes points. Returns the headers that say what is left. Throws RATE_LIMITED if there are not enough. */
  spend(payer: Payer, points: number): Promise<Record<string, string>>;
}

/**
 * Creates budgets that pages, polling and programs normally never exhaust; they stop a client that would take
 * everything.
 */
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

/**
 * Counts in Redis while it responds, and in this process while it does not: nobody is refused because of
 * Redis.
 */
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
  // While it is known to be unreachable nobody waits for it.
  return () => (redis.isAway() ? here : bounded);
}

/** Returns the key for a user, a user's tokens, or a network. */
export function payerOf({ actor, ip }: Payer): string {
  if (actor.id === null) return networkOf(ip ?? '');
  return actor.scopes ? `tokens of ${actor.id}` : `user ${actor.id}`;
}

/**
 * The headers of draft-ietf-httpapi-ratelimit-headers: the policy, and how much is left for how many seconds.
 */
const headersOf = (quota: number, { remainingPoints, msBeforeNext }: RateLimiterRes) => ({
  'RateLimit-Policy': `"points";q=${quota};w=${WINDOW}`,
  RateLimit: `"points";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`,
});
