import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { BoundedMap } from './bounded-map.ts';
import type { Cache, CacheOptions, CacheTag } from './cache.ts';
import type { Redis } from './open-redis.ts';
import { readSigned, sign } from './signed-text.ts';
import { freshVersion, nameOfTag, versionsOf } from './tag-versions.ts';

/** How long one process may compute alone, and how long the others wait before they compute too. */
const LOCK = 5000;
const PATIENCE = 1000;
const TAG_LIFE = 86_400_000;
/** After this many tries, a value that is dropped each time while it is computed is returned as it is. */
const MOST_TRIES = 3;
/** Increase it with every release that changes the form of cached values. */
const RELEASE = 1;

const UNLOCK = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

interface CacheParts {
  /** Null to keep values in memory. */
  redis: Redis | null;
  /** Signs values in Redis, so that nobody else who can write to it can change a response. */
  secret: string;
}

interface Entry {
  key: string;
  versions: string;
  value: unknown;
}

interface Look {
  isAway: boolean;
  entry?: Entry;
  versions: string | null;
}

/** Opens a cache in memory or in Redis. The caller closes the Redis connection. */
export function openCache({ redis, secret }: CacheParts): Cache {
  return new TaggedCache(redis, secret);
}

/**
 * Each tag has a random version. A value is stored with the versions that it was computed under, and is
 * invalid under others.
 */
class TaggedCache implements Cache {
  readonly #redis: Redis | null;
  readonly #keyv: Keyv;
  readonly #flights = new Map<string, Promise<unknown>>();
  /** A caller after a drop does not join a computation from before it. */
  #generation = 0;
  /** Tags dropped while Redis was unreachable; they are dropped there when it is back. */
  readonly #missed = new Set<CacheTag>();

  constructor(redis: Redis | null, secret: string) {
    this.#redis = redis;
    this.#keyv = new Keyv({
      store: redis?.store ?? new BoundedMap(2000),
      namespace: 'postline',
      emitErrors: true,
      // The Redis store adds its own prefix.
      useKeyPrefix: false,
      serialize: (data) => (redis ? sign(data, secret) : JSON.stringify(data)),
      deserialize: (text: string) => (redis ? readSigned(text, secret) : JSON.parse(text)),
    });
    // openRedis reports failures; without a listener Keyv would throw them.
    this.#keyv.on('error', () => {});
    redis?.onReady(() => void this.#dropMissed());
  }

  get<T>(name: string, options: CacheOptions, compute: () => Promise<T>): Promise<T> {
    const key = `${RELEASE}:${name}`;
    const flight = `${this.#generation} ${key}`;
    const known = this.#flights.get(flight);
    if (known) return known as Promise<T>;
    const made = this.#find(key, options, compute).finally(() => this.#flights.delete(flight));
    this.#flights.set(flight, made);
    return made as Promise<T>;
  }

  async drop(...tags: CacheTag[]): Promise<void> {
    this.#generation++;
    for (const tag of tags) {
      const isDone = await this.#query(
        () => this.#keyv.set(nameOfTag(tag), freshVersion(tag), TAG_LIFE),
        false,
      );
      if (!isDone) this.#missed.add(tag);
    }
  }

  async clear(): Promise<void> {
    this.#generation++;
    await this.#query(() => this.#keyv.clear(), undefined);
  }

  state(): 'memory' | 'ready' | 'away' {
    if (!this.#redis) return 'memory';
    return this.#redis.isAway() ? 'away' : 'ready';
  }

  #query<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    return this.#redis ? this.#redis.query(work, otherwise) : work();
  }

  async #dropMissed(): Promise<void> {
    const tags = [...this.#missed];
    this.#missed.clear();
    if (tags.length > 0) await this.drop(...tags);
  }

  async #find(key: string, options: CacheOptions, compute: () => Promise<unknown>): Promise<unknown> {
    const look = await this.#look(key, options.tags);
    if (look.entry) return look.entry.value;
    if (look.isAway) return compute();
    if (look.versions === null) await this.#settle(options.tags);
    if (!this.#redis) return this.#compute(key, options, compute);
    return this.#computeAlone(this.#redis, { key, options, compute });
  }

  /** Reads a value together with the versions of its tags. */
  async #look(key: string, tags: readonly CacheTag[]): Promise<Look> {
    const found = await this.#query<unknown[] | null>(
      () => this.#keyv.getMany<unknown>([key, ...tags.map(nameOfTag)]),
      null,
    );
    if (!found) return { isAway: true, versions: null };
    const [entry, ...rest] = found as [Entry | undefined, ...unknown[]];
    const versions = versionsOf(tags, rest);
    const fits = versions !== null && entry?.key === key && entry.versions === versions;
    return { isAway: false, versions, ...(fits && { entry }) };
  }

  /**
   * Gives versions to tags without one. If two processes do so at once, the value of the first is computed
   * again, which does no harm.
   */
  async #settle(tags: readonly CacheTag[]): Promise<void> {
    for (const tag of tags) {
      const known = await this.#query<unknown>(() => this.#keyv.get(nameOfTag(tag)), null);
      if (known === undefined) {
        await this.#query(() => this.#keyv.set(nameOfTag(tag), freshVersion(tag), TAG_LIFE), false);
      }
    }
  }

  /**
   * Reads the versions before the data, so that a drop in between makes the stored value useless, not wrong.
   * Checks them again afterwards, because callers since that drop may have joined this computation.
   */
  async #compute(key: string, { seconds, tags }: CacheOptions, compute: () => Promise<unknown>) {
    for (let tries = 1; ; tries++) {
      const before = await this.#look(key, tags);
      if (before.entry) return before.entry.value;
      const value = await compute();
      if (before.versions === null) return value;
      const { versions } = await this.#look(key, tags);
      if (versions !== null && versions !== before.versions && tries < MOST_TRIES) continue;
      await this.#query(
        () => this.#keyv.set(key, { key, versions: before.versions, value }, seconds * 1000),
        false,
      );
      return value;
    }
  }

  /** The same, by one of all processes that share a Redis; the others wait a limited time for its result. */
  async #computeAlone(
    redis: Redis,
    { key, options, compute }: { key: string; options: CacheOptions; compute: () => Promise<unknown> },
  ): Promise<unknown> {
    const [lock, token, until] = [`postline::lock:${key}`, randomUUID(), Date.now() + PATIENCE];
    const take = () => redis.client.set(lock, token, { NX: true, PX: LOCK });
    while ((await redis.query<unknown>(take, 'OK')) !== 'OK') {
      await sleep(15 + Math.random() * 10);
      const look = await this.#look(key, options.tags);
      if (look.entry) return look.entry.value;
      if (look.isAway || Date.now() > until) break;
    }
    try {
      return await this.#compute(key, options, compute);
    } finally {
      void redis.query<unknown>(() => redis.client.eval(UNLOCK, { keys: [lock], arguments: [token] }), null);
    }
  }
}
