import { expect, onTestFinished, test, vi } from 'vitest';
import { deliveriesOf, launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { quickTimes } from '../../../test/quick-times.ts';
import { openWorkerPool, type WorkerPool } from '../../platform/worker-pool.ts';
import { openLease } from './lease.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { registerWorker } from './register-worker.ts';

/** A ledger of a run to so many people, with a lease. */
async function openLedger(recipients: number) {
  const app = await testApp();
  const { log } = app;
  const pool = openWorkerPool(app.databaseUrl, log);
  onTestFinished(() => pool.end());
  const { id: runId } = await launchTo(app, recipients);
  const deliveryIds = (await deliveriesOf(app, runId)).map(({ id }) => id);
  const workerId = await registerWorker(pool, 60);
  const leaseId = await openLease(pool, { runId, workerId, leaseSeconds: 60 });
  const writes = vi.spyOn(pool as Pick<WorkerPool, 'query'>, 'query');
  const ledger = new LedgerWriter({
    pool,
    log,
    runId,
    leaseId: leaseId!,
    times: quickTimes,
    softBounces: 0,
    onWritten() {},
    onFatal: (error) => expect.unreachable(String(error)),
  });
  return { pool, leaseId, ledger, deliveryIds, writes };
}

test('what has come meanwhile is being written before announced mails leave', async () => {
  const { ledger, deliveryIds, writes } = await openLedger(2);
  const first = ledger.announce(deliveryIds[0]!);
  while (writes.mock.calls.length === 0) await new Promise(setImmediate);
  const second = ledger.announce(deliveryIds[1]!);
  expect(await first).toBe(true);
  expect(writes).toHaveBeenCalledTimes(2);
  expect(await second).toBe(true);
  await ledger.settled();
});

test.each(Array.from({ length: 12 }, (_, turns) => turns))(
  'what is withdrawn %d turns after its announcement is off the wire for the others too',
  async (turns) => {
    const { pool, leaseId, ledger, deliveryIds } = await openLedger(1);
    const [deliveryId] = deliveryIds;
    expect(await ledger.announce(deliveryId!)).toBe(true);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    ledger.withdraw(deliveryId!);
    await ledger.settled();
    const { rows } = await pool.query('select in_flight from lease where id = $1', [leaseId]);
    expect(rows).toEqual([{ in_flight: [] }]);
  },
);
