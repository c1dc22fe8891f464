import { expect, onTestFinished, test } from 'vitest';
import { deliveriesOf, launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import { openWorkerPool } from '../../platform/worker-pool.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { breakExpiredLeases, openLease } from './lease.ts';
import { registerWorker } from './register-worker.ts';

/** A lease of a worker on a run of three, with one delivery on the wire. */
async function leased() {
  const app = await testApp();
  const pool = openWorkerPool(app.databaseUrl, app.log);
  onTestFinished(() => pool.end());
  const { id: runId } = await launchTo(app, 3);
  const workerId = await registerWorker(pool, 60);
  const leaseId = (await openLease(pool, { runId, workerId, leaseSeconds: 60 }))!;
  const claim = () => claimDeliveries(pool, { runId, leaseId, held: [], most: 10 });
  const expire = async () => {
    const [delivery] = await deliveriesOf(app, runId);
    await pool.query(
      "update lease set expires_at = now() - interval '1 second', in_flight = array[$2::bigint] where id = $1",
      [leaseId, delivery!.id],
    );
  };
  const states = async () => (await deliveriesOf(app, runId)).map(({ state }) => state).toSorted();
  return { app, pool, runId, leaseId, claim, expire, states };
}

test('what an expired lease had on the wire is in doubt, and the rest is free', async () => {
  const { pool, expire, states } = await leased();
  await expire();
  expect(await breakExpiredLeases(pool, 0.001, 'Its worker died.')).toBeGreaterThan(0);
  expect(await states()).toEqual(['PENDING', 'PENDING', 'UNKNOWN']);
});

test('a lease that is renewed while it is about to be broken stays', async () => {
  const { app, pool, runId, leaseId, expire, states } = await leased();
  await expire();
  const em = app.orm.em.fork();
  await em.begin();
  await em.execute('select from mailing_run where id = ? for no key update', [runId]);
  const broken = breakExpiredLeases(pool, 0.001, 'Its worker died.');
  await until(async () => {
    const waiting = await app.orm.em
      .fork()
      .execute(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%mailing_run%'`,
      );
    return waiting.length > 0;
  });
  await em.execute("update lease set expires_at = now() + interval '1 minute' where id = ?", [leaseId]);
  await em.commit();
  await broken;
  expect(await states()).toEqual(['PENDING', 'PENDING', 'PENDING']);
});

test('for one lease time after PostgreSQL has started none is broken', async () => {
  const { pool, expire, states } = await leased();
  await expire();
  expect(await breakExpiredLeases(pool, 315_360_000, 'Its worker died.')).toBe(0);
  expect(await states()).toEqual(['PENDING', 'PENDING', 'PENDING']);
});

test.each(['held_until', 'ends_at'])(
  'of a run that may not send by %s nothing is claimed',
  async (column) => {
    const { pool, runId, claim } = await leased();
    const set = (time: string) =>
      pool.query(`update mailing_run set ${column} = now() + interval '${time}' where id = $1`, [runId]);
    await set(column === 'held_until' ? '1 hour' : '-1 hour');
    expect(await claim()).toEqual([]);
    await set(column === 'held_until' ? '-1 hour' : '1 hour');
    expect(await claim()).toHaveLength(3);
  },
);
