import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { RunMails } from './run-mails.ts';
import type { SendingServer } from './servers/sending-server.ts';
import type { ServerSet } from './servers/server-set.ts';
import type { LedgerTimes, Result } from './write-ledger.ts';

export interface LeasedRunSettings {
  runId: number;
  leaseId: number;
  mails: RunMails;
  /**
   * If true, a refusal of everybody by the SMTP server counts as no try, whatever its cause; if false, only if it
   * is about the sender, and as a failed try otherwise.
   */
  waitsForServer: boolean;
  /**
   * The server refused the run before and has accepted nothing of it since: one mail tests whether it still
   * does.
   */
  isProbing: boolean;
}

/** A committed result. */
export interface Recorded {
  delivery: ClaimedDelivery;
  result: Result;
}

export interface LeasedRunParts extends LeasedRunSettings {
  pool: WorkerPool;
  log: Log;
  times: LedgerTimes;
  softBounces: number;
  servers: ServerSet;
  /** Called when results are committed; `left` deliveries of the run are still to be tried. */
  onRecorded: (recorded: Recorded[], left: number) => void;
  /**
   * Called when a server refuses the whole run, which counts as no try. If no other is left, nothing more is
   * taken from the run.
   */
  onRefused: (refusal: Refusal, server: SendingServer) => void;
  /** Called when a server accepts a mail of the run that it had refused before. */
  onAccepted: (server: SendingServer) => void;
  /** Called when there is more to announce, or less to wait for. */
  onChange: () => void;
  onFatal: (error: unknown) => void;
}

/** Removes the deliveries that have their results from those that are claimed; returns both. */
export const takeRecorded = (claimed: Map<number, ClaimedDelivery>, results: Result[]): Recorded[] =>
  results.flatMap((result) => {
    const delivery = claimed.get(result.deliveryId);
    claimed.delete(result.deliveryId);
    return delivery ? [{ delivery, result }] : [];
  });
