import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { openLastingPool } from './lasting-pool.ts';
import type { Log } from './log.ts';

export interface Limit {
  name: string;
  /** Allows `points` events within this many seconds, counted from the first. */
  points: number;
  seconds: number;
  /** How long exceeding the limit blocks; by default until the period from the first event is over. */
  blockSeconds?: number;
}

/** Limits that all servers share, counted in the database. Of each key only a hash is stored. */
export interface RateLimits {
  /** Counts an event. Returns null if it is allowed, or the time until which no more are. */
  count(limit: Limit, key: string): Promise<Date | null>;
  /** Returns the time until which no more events are allowed, or null while they are. */
  exceededUntil(limit: Limit, key: string): Promise<Date | null>;
  /** Counts an event without refusing it. Returns how many there were beyond the limit; 0 within it. */
  countBeyond(limit: Limit, key: string): Promise<number>;
  /** Blocks a key for this many seconds. */
  shutOut(limit: Limit, key: string, seconds: number): Promise<void>;
  clear(limit: Limit, key: string): Promise<void>;
  close(): Promise<void>;
}

export function openRateLimits(databaseUrl: string, log: Log): RateLimits {
  const pool = openLastingPool(databaseUrl, { max: 3, application_name: 'postline limits' }, log);
  const limiterOf = limitersOn(pool);

  return {
    async count(limit, key) {
      try {
        await limiterOf(limit).consume(hashed(key));
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return endOf(refused);
        throw refused;
      }
    },

    async exceededUntil(limit, key) {
      const found = await limiterOf(limit).get(hashed(key));
      return found && found.consumedPoints > limit.points ? endOf(found) : null;
    },

    async countBeyond(limit, key) {
      const { consumedPoints } = await limiterOf(limit).penalty(hashed(key), 1);
      return Math.max(0, consumedPoints - limit.points);
    },

    async shutOut(limit, key, seconds) {
      await limiterOf(limit).block(hashed(key), seconds);
    },

    async clear(limit, key) {
      await limiterOf(limit).delete(hashed(key));
    },

    close: () => pool.end(),
  };
}

/** Returns the limiter for each limit, created once. */
function limitersOn(pool: ReturnType<typeof openLastingPool>): (limit: Limit) => RateLimiterPostgres {
  const limiters = new Map<string, RateLimiterPostgres>();
  return ({ name, points, seconds, blockSeconds = 0 }) => {
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      keyPrefix: name,
      points,
      duration: seconds,
      blockDuration: blockSeconds,
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
    });
    limiters.set(name, limiter);
    return limiter;
  };
}

const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');
const endOf = ({ msBeforeNext }: RateLimiterRes) => new Date(Date.now() + msBeforeNext);
