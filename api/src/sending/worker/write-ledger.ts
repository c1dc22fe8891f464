import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Bounce } from '../../runs/events/bounce-of.ts';
import type { SkipReason } from '../../runs/run.enums.ts';
import { WITH_BOUNCES, WITHOUT_BOUNCES } from './ledger-statements.ts';

/** The result of one try, to be recorded. */
export interface Result {
  deliveryId: number;
  state: 'SENT' | 'FAILED' | 'DEFERRED' | 'UNKNOWN' | 'SKIPPED';
  /** The SMTP reply code, if the server replied. */
  code: number | null;
  reply: string;
  /**
   * What the reply means for the mailbox if there are no more tries; null if no server has refused the mail.
   */
  bounce: Bounce | null;
  skipReason: SkipReason | null;
  /** The Message-ID of the mail, if one was made. */
  messageId?: string;
  /** The number of the mail server, if it was given to one. */
  serverId?: number;
}

interface LedgerEntry {
  runId: number;
  leaseId: number;
  /** One more than in the last write; identifies a write that is repeated after a lost connection. */
  tick: number;
  /** Everything that is, or may be from now on, on the wire. */
  inFlight: number[];
  results: Result[];
}

export interface Written {
  /** False if the lease was broken and nothing was written. */
  ownsLease: boolean;
  /** Whether announced mails may be sent. */
  isActive: boolean;
  /** Number of deliveries that are left to try. */
  left: number;
}

export interface LedgerTimes {
  /** How long a lease lasts without being renewed. */
  leaseSeconds: number;
  /**
   * How many seconds to wait after the first, second, … deferred try; the last value applies to all later
   * ones.
   */
  retryDelays: number[];
}

/** The parameters of ledger writes. */
interface LedgerRules extends LedgerTimes {
  /** Number of soft bounces in a row that suppress an address; 0 if none do. */
  softBounces: number;
}

/**
 * One transaction of a worker: records results and announces what goes on the wire next, in one statement.
 * Locks the run, then the lease; if the lease was broken, nothing is written. The run's lock makes "may be
 * sent" exact: pausing or cancelling either waits for it or is seen by it.
 */
export async function writeLedger(
  pool: WorkerPool,
  entry: LedgerEntry,
  rules: LedgerRules,
): Promise<Written> {
  const { results } = entry;
  const hasBounces = results.some(({ bounce }) => bounce !== null);
  const { rows } = await pool.query<{
    owns_lease: boolean;
    is_active: boolean;
    tick: number | null;
    remaining: number;
  }>({
    name: hasBounces ? 'write-ledger-with-bounces' : 'write-ledger',
    text: hasBounces ? WITH_BOUNCES : WITHOUT_BOUNCES,
    values: [
      entry.runId,
      entry.leaseId,
      entry.tick,
      `{${entry.inFlight.join()}}`,
      rules.leaseSeconds,
      rules.retryDelays,
      `{${results.map((result) => result.deliveryId).join()}}`,
      results.map((result) => result.state),
      numbers(results.map((result) => result.code)),
      results.map((result) => result.reply),
      results.map((result) => result.bounce?.kind ?? null),
      results.map((result) => result.skipReason),
      results.map((result) => result.bounce?.reason ?? null),
      numbers(results.map((result) => result.serverId ?? null)),
      ...(hasBounces ? [rules.softBounces] : []),
    ],
  });
  const row = rows[0];
  // The tick is there already: the first try was committed before its response was lost.
  const ownsLease = row !== undefined && (row.owns_lease || row.tick === entry.tick);
  return { ownsLease, isActive: ownsLease && row.is_active, left: row?.remaining ?? 0 };
}

/** The driver would quote each number of an array. */
const numbers = (values: (number | null)[]) => `{${values.map((value) => value ?? 'NULL').join()}}`;
