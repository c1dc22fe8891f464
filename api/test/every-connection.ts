import { onTestFinished } from 'vitest';
import { openOrm } from '../src/db/orm.ts';
import { readConfig } from '../src/config.ts';
import { listen } from '../src/platform/jobs/listen.ts';
import { openPostgresStore } from '../src/platform/jobs/postgres-store.ts';
import { openLog } from '../src/platform/log.ts';
import { RateLimit } from '../src/platform/rate-limit.entity.ts';
import { openRateLimits } from '../src/platform/rate-limits.ts';
import { openWorkerPool } from '../src/platform/worker-pool.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });

/** Opens a connection of every kind that Postline uses; they end with the test. */
export async function everyConnection(url: string): Promise<void> {
  const orm = await openOrm(url, [RateLimit]);
  onTestFinished(() => orm.close());
  await orm.em
    .fork()
    .execute('create table if not exists rate_limit (key text primary key, points int, expire bigint)');
  const store = await openPostgresStore(url, log);
  onTestFinished(() => store.close());
  const limits = openRateLimits(url, log);
  onTestFinished(() => limits.close());
  await limits.clear({ name: 'x', points: 1, seconds: 1 }, 'y');
  const pool = openWorkerPool(url, log);
  onTestFinished(() => pool.end());
  await pool.query('select 1');
  const ending = new AbortController();
  const listening = listen({ url, channel: 'test', log, signal: ending.signal }, () => {});
  onTestFinished(async () => {
    ending.abort();
    await listening;
  });
}
