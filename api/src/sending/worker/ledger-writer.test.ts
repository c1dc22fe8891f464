import { expect, onTestFinished, test } from 'vitest';
import { deliveriesOf, launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { quickTimes } from '../../../test/quick-times.ts';
import { openWorkerPool } from '../../platform/worker-pool.ts';
import { openLease } from './lease.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { registerWorker } from './register-worker.ts';

test.each(Array.from({ length: 12 }, (_, turns) => turns))(
  'what is withdrawn %d turns after its announcement is off the wire for the others too',
  async (turns) => {
    const app = await testApp();
    const { log } = app;
    const pool = openWorkerPool(app.databaseUrl, log);
    onTestFinished(() => pool.end());
    const { id: runId } = await launchTo(app, 1);
    const [delivery] = await deliveriesOf(app, runId);
    const workerId = await registerWorker(pool, 60);
    const leaseId = await openLease(pool, { runId, workerId, leaseSeconds: 60 });
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
    expect(await ledger.announce(delivery!.id)).toBe(true);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    ledger.withdraw(delivery!.id);
    await ledger.settled();
    const { rows } = await pool.query('select in_flight from lease where id = $1', [leaseId]);
    expect(rows).toEqual([{ in_flight: [] }]);
  },
);
