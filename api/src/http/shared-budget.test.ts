import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { hasRedis, startRedis } from '../../test/redis-server.ts';
import { openRedis } from '../platform/cache/open-redis.ts';
import { createBudget } from './budget.ts';

const payer = { actor: { id: 1, scopes: null } };
const left = (headers: Record<string, string>) => Number(/r=(\d+)/.exec(headers.RateLimit!)![1]);

test.skipIf(!hasRedis)(
  'servers over one Redis count together, and each by itself while it hangs',
  async () => {
    const server = await startRedis();
    onTestFinished(() => server.kill());
    const { log } = await testApp();
    const connections = await Promise.all([openRedis(server.url, log), openRedis(server.url, log)]);
    onTestFinished(() => connections.forEach((redis) => redis.close()));
    while (connections.some((redis) => redis.isAway())) await sleep(10);
    const [one, other] = connections.map((redis) => createBudget(redis));

    const before = left(await one!.spend(payer, 1000));
    expect(left(await other!.spend(payer, 500))).toBe(before - 500);
    server.freeze();
    expect(left(await one!.spend(payer, 10))).toBeGreaterThan(before - 500);
    server.thaw();
  },
);
