import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { BoundedMap } from './bounded-map.ts';
import type { Cache, CacheOptions, CacheTag } from './cache.ts';
import type { Redis } from './open-redis.ts';
import { readSigned, sign } from './signed-text.ts';
import { freshVersion, nameOfTag, versionsOf } from './tag-versions.ts';

/** How long one process may compute while others leave it alone, and how long those wait before they compute too. */
const LOCK = 5000;
const PATIENCE = 1000;
const TAG_LIFE = 86_400_000;
/** A value that is dropped each time while it is computed is given as it is after so many tries. */
const MOST_TRIES = 3;
/** Changes with every release that changes what is cached. */
const RELEASE = 1;

const UNLOCK = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

interface CacheParts {
  /** Null: in memory. */
  redis: Redis | null;
  /** Signs what is written: whoever else can write into Redis must not be able to change an answer. */
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

/** A cache in memory, or in a Redis; that is for its owner to close. */
export function openCache({ redis, secret }: CacheParts): Cache {
  return new TaggedCache(redis, secret);
}

/** Each tag has a random version; a value keeps those that it was computed under, and is none under others. */
class TaggedCache implements Cache {
  readonly #redis: Redis | null;
  readonly #keyv: Keyv;
  readonly #flights = new Map<string, Promise<unknown>>();
  /** Who asks after a drop does not join a flight from before it. */
  #generation = 0;
  /** Dropped while Redis was away; dropped there when it is back. */
  readonly #missed = new Set<CacheTag>();

  constructor(redis: Redis | null, secret: string) {
    this.#redis = redis;
    this.#keyv = new Keyv({
      store: redis?.store ?? new BoundedMap(2000),
      namespace: 'postline',
      emitErrors: true,
      // The store of Redis prefixes its keys by itself.
      useKeyPrefix: false,
      serialize: (data) => (redis ? sign(data, secret) : JSON.stringify(data)),
      deserialize: (text: string) => (redis ? readSigned(text, secret) : JSON.parse(text)),
    });
    // Told once by openRedis; without a listener nothing is lost.
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

  /** The value with the versions of its tags, at one go. */
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

  /** Gives versions to tags without one. If two processes do at once, what the first put is computed again: no harm. */
  async #settle(tags: readonly CacheTag[]): Promise<void> {
    for (const tag of tags) {
      const known = await this.#query<unknown>(() => this.#keyv.get(nameOfTag(tag)), null);
      if (known === undefined) {
        await this.#query(() => this.#keyv.set(nameOfTag(tag), freshVersion(tag), TAG_LIFE), false);
      }
    }
  }

  /**
   * The versions are read before the data: a drop meanwhile makes what is kept worthless, not wrong. And once more after it:
   * who has asked since that drop may have joined this flight.
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

  /** The same, by one process of all that share a Redis; the others wait for what it puts there, but not for long. */
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
