import type pg from 'pg';
import { openLastingPool } from './lasting-pool.ts';
import type { Log } from './log.ts';
import { workerConnectionName } from './process-name.ts';
import { sessionSettings } from './session-settings.ts';

// Statistics of a queue table are always wrong: it changes faster than it is analysed, and a good plan turns
// slow within a minute. A sender's own connections therefore only use index scans and nested loops, planned
// once.
const SETTINGS = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  // A sender that freezes in the middle of a transaction would block everybody else from its run.
  idle_in_transaction_session_timeout: '5s',
};

/** Opens the pool of connections of a sender. */
export const openWorkerPool = (url: string, log: Log): pg.Pool =>
  openLastingPool(
    url,
    { max: 6, application_name: workerConnectionName(), ...sessionSettings(SETTINGS) },
    log,
  );

export type WorkerPool = pg.Pool;
export type WorkerClient = pg.PoolClient;
