import type { Log } from '../../../platform/log.ts';
import type { SmtpClient } from '../../../platform/smtp/smtp-client.ts';
import type { SmtpServer } from '../../../platform/smtp/smtp-url.ts';
import type { WorkerPool } from '../../../platform/worker-pool.ts';
import { takeServerTokens } from '../../limits/take-tokens.ts';
import { SendingRate } from '../sending-rate.ts';
import { SmtpHealth } from '../smtp-health.ts';
import type { ServerRow } from './read-servers.ts';

/** How a worker reaches a server. */
export interface ServerAccess {
  server: SmtpServer;
  createClient: () => SmtpClient;
}

/**
 * OPEN: mails go over it. PROBING: it was left out before, and one mail tests whether it can be used again.
 * PAUSED: it is left out.
 */
export type ServerState = 'OPEN' | 'PROBING' | 'PAUSED';

/** A server that lacked an extension may have it after an update; in milliseconds. */
const FORGOTTEN = 3_600_000;

/** An SMTP server as a worker sees it. */
export class SendingServer {
  readonly label: string;
  readonly weight: number;
  readonly mostConnections: number;
  readonly createClient: () => SmtpClient;
  readonly health = new SmtpHealth();
  /** Null if it has no limit of its own. */
  readonly rate: SendingRate | null;
  /** Its number in the database, once it is registered. */
  id = 0;
  state: ServerState = 'OPEN';
  /** Whether the database says that it refuses everybody, or did before it was last tried. */
  isMarked = false;
  /** Number of mails that its connections have fetched and that have no outcome. */
  onWire = 0;
  /** Number of mails that it was given since the set of servers in use last changed. */
  given = 0;
  #lacksUtf8Until = 0;

  constructor({ server, createClient }: ServerAccess, given: { pool: WorkerPool; log: Log }) {
    this.label = server.label;
    this.weight = server.weight;
    this.mostConnections = server.mostConnections ?? Infinity;
    this.createClient = createClient;
    this.rate = this.#rateOf(server, given);
  }

  /** Whether a connection of it may fetch one more mail. */
  get hasRoom(): boolean {
    return this.state === 'OPEN' || (this.state === 'PROBING' && this.onWire === 0);
  }

  /** Whether it is known not to offer SMTPUTF8. */
  get lacksUtf8(): boolean {
    return performance.now() < this.#lacksUtf8Until;
  }

  noticeNoUtf8(): void {
    this.#lacksUtf8Until = performance.now() + FORGOTTEN;
  }

  /** Takes over what all workers know of it. Without another server it is always used. */
  follow(row: ServerRow | undefined, isOnly: boolean): void {
    this.isMarked = row !== undefined && row.refusedInRow > 0;
    this.state = isOnly || !row?.isPaused ? 'OPEN' : row.isOver ? 'PROBING' : 'PAUSED';
  }

  #rateOf(
    { messagesPerSecond }: SmtpServer,
    { pool, log }: { pool: WorkerPool; log: Log },
  ): SendingRate | null {
    if (messagesPerSecond === undefined) return null;
    const rate = new SendingRate({ pool, log, take: takeServerTokens, more: () => [this.id] });
    rate.limit = messagesPerSecond;
    return rate;
  }
}
