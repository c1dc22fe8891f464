import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fillWithRubbish, hasRedis, startRedis, type TestRedis } from '../../../test/redis-server.ts';
import { testApp } from '../../../test/database.ts';
import type { Cache } from './cache.ts';
import { openCache } from './open-cache.ts';
import { openRedis } from './open-redis.ts';

const OPTIONS = { seconds: 60, tags: ['mailings'] } as const;
let named = 0;
const freshName = () => `name ${++named}`;

async function open(redisUrl?: string, secret = 'a secret of tests'): Promise<Cache> {
  const { log } = await testApp();
  const redis = redisUrl ? await openRedis(redisUrl, log) : null;
  onTestFinished(() => redis?.close());
  const cache = openCache({ redis, secret });
  const until = performance.now() + 2000;
  while (cache.state() === 'away' && performance.now() < until) await sleep(10);
  return cache;
}

/** A value that counts how often it is computed. */
function counter(value: () => unknown = () => 'value') {
  let times = 0;
  const compute = async () => {
    times++;
    await sleep(20);
    return value();
  };
  return { compute, times: () => times };
}

describe.each([
  ['memory', false],
  ['Redis', true],
] as const)('a cache in %s', (_name, isRemote) => {
  describe.skipIf(isRemote && !hasRedis)('(Redis needs the program redis-server)', () => {
    let redis: TestRedis | undefined;
    beforeAll(async () => void (redis = isRemote ? await startRedis() : undefined));
    afterAll(async () => redis?.kill());

    test('computes a value once, however many ask, and keeps it', async () => {
      const cache = await open(redis?.url);
      const [name, { compute, times }] = [freshName(), counter(() => ({ a: [1, null] }))];
      const answers = await Promise.all(Array.from({ length: 20 }, () => cache.get(name, OPTIONS, compute)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"a":[1,null]}']));
      expect(await cache.get(name, OPTIONS, compute)).toEqual({ a: [1, null] });
      expect(times()).toBe(1);
    });

    test('forgets what is dropped, and what has ended, and keeps the rest', async () => {
      const cache = await open(redis?.url);
      const [dropped, ended, kept] = [counter(), counter(), counter()];
      const names = { dropped: freshName(), ended: freshName(), kept: freshName() };
      for (let round = 0; round < 2; round++) {
        await cache.get(names.dropped, OPTIONS, dropped.compute);
        await cache.get(names.ended, { seconds: 0.01, tags: ['posts'] }, ended.compute);
        await cache.get(names.kept, { seconds: 60, tags: ['posts'] }, kept.compute);
        await cache.drop('mailings');
        await sleep(20);
      }
      expect([dropped.times(), ended.times(), kept.times()]).toEqual([2, 2, 1]);
      await cache.clear();
      await cache.get(names.kept, { seconds: 60, tags: ['posts'] }, kept.compute);
      expect(kept.times()).toBe(2);
    });

    test('never gives what was computed before a drop to who asks after it', async () => {
      const cache = await open(redis?.url);
      const name = freshName();
      let truth = 0;
      // Committed and announced changes: nobody may read anything older.
      let told = 0;
      const reader = async () => {
        for (let turn = 0; turn < 20; turn++) {
          const least = told;
          const read = await cache.get(name, OPTIONS, async () => {
            const value = truth;
            await sleep(Math.random() * 3);
            return value;
          });
          expect(read).toBeGreaterThanOrEqual(least);
        }
      };
      const writer = async () => {
        for (let turn = 1; turn <= 20; turn++) {
          truth = turn;
          await cache.drop('mailings');
          told = turn;
          await sleep(Math.random() * 5);
        }
      };
      await Promise.all([writer(), ...Array.from({ length: 10 }, reader)]);
      expect(await cache.get(name, OPTIONS, async () => truth)).toBe(20);
    });

    test('throws what computing throws, and tries again', async () => {
      const cache = await open(redis?.url);
      const name = freshName();
      const fails = cache.get(name, OPTIONS, () => Promise.reject(new Error('no')));
      await expect(fails).rejects.toThrow('no');
      expect(await cache.get(name, OPTIONS, async () => 'yes')).toBe('yes');
    });
  });
});

describe.skipIf(!hasRedis)('a Redis (needs the program redis-server)', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.kill());

  test('is shared: one computes, and drops for all', async () => {
    const [one, other] = [await open(redis.url), await open(redis.url)];
    const [name, { compute, times }] = [freshName(), counter()];
    await Promise.all([one.get(name, OPTIONS, compute), other.get(name, OPTIONS, compute)]);
    expect(times()).toBe(1);
    await one.drop('mailings');
    await other.get(name, OPTIONS, compute);
    expect(times()).toBe(2);
  });

  test('is not believed: rubbish and what others signed are computed again', async () => {
    const cache = await open(redis.url);
    const [name, { compute, times }] = [freshName(), counter(() => 'the truth')];
    await cache.get(name, OPTIONS, compute);
    await fillWithRubbish(redis.url);
    expect(await cache.get(name, OPTIONS, compute)).toBe('the truth');
    const stranger = await open(redis.url, 'another secret');
    await stranger.get(name, OPTIONS, async () => 'a lie');
    expect(await cache.get(name, OPTIONS, compute)).toBe('the truth');
    expect(times()).toBeGreaterThan(1);
  });

  test('may hang, die and come back: answers stay right, and nobody waits long', async () => {
    const cache = await open(redis.url);
    const name = freshName();
    await cache.get(name, OPTIONS, async () => 'before');
    redis.freeze();
    for (const truth of ['hung', 'still hung']) {
      await cache.drop('mailings');
      expect(await cache.get(name, OPTIONS, async () => truth)).toBe(truth);
    }
    expect(cache.state()).toBe('away');
    redis.thaw();
    await redis.kill();
    expect(await cache.get(name, OPTIONS, async () => 'dead')).toBe('dead');
    await redis.start();
    const until = performance.now() + 10_000;
    while (cache.state() !== 'ready' && performance.now() < until) {
      await sleep(50);
      await cache.get(name, OPTIONS, async () => 'back');
    }
    expect(cache.state()).toBe('ready');
    await cache.drop('mailings');
    expect(await cache.get(name, OPTIONS, async () => 'after')).toBe('after');
    expect(await cache.get(name, OPTIONS, async () => 'not asked')).toBe('after');
  });

  test('that is not there delays nothing', async () => {
    const absent = await openRedis('redis://127.0.0.1:9', (await testApp()).log);
    onTestFinished(() => absent.close());
    const cache = openCache({ redis: absent, secret: 'a secret' });
    expect(await cache.get('a', OPTIONS, async () => 1)).toBe(1);
    await cache.drop('mailings');
    await cache.clear();
    expect(cache.state()).toBe('away');
  });
});
