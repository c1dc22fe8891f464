import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors/domain-error.ts';
import type { Actor } from '../context/actor.ts';
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

/** How much each actor may still ask of this process. */
export interface Budget {
  /** Takes points away; answers the headers that say what is left. Throws RATE_LIMITED where there are not enough. */
  spend(payer: Payer, points: number): Promise<Record<string, string>>;
}

/** Budgets for pages, polling and programs to live in without meeting them; they end what would take all for one. */
export function createBudget(): Budget {
  const users = new RateLimiterMemory({ points: OF_USER, duration: WINDOW });
  const addresses = new RateLimiterMemory({ points: OF_ADDRESS, duration: WINDOW });
  return {
    async spend(payer, points) {
      const limiter = payer.actor.id === null ? addresses : users;
      try {
        return headersOf(limiter.points, await limiter.consume(payerOf(payer), points));
      } catch (spent) {
        if (!(spent instanceof RateLimiterRes)) throw spent;
        const retryAt = new Date(Date.now() + spent.msBeforeNext);
        throw new DomainError('RATE_LIMITED', { key: 'RATE_LIMITED' }, { retryAt });
      }
    },
  };
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
