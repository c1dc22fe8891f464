import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import type { AccountMailParts, AccountMailTimes } from './send-account-mail.ts';
import { sendAccountMail } from './send-account-mail.ts';

const MINUTE = 60;
/** A wake-up can be lost, and retries have none: hence the pulse. */
export const usualMailTimes: AccountMailTimes = {
  pulse: 2000,
  hold: MINUTE,
  retryDelays: [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE],
};

// For a mail on the wire when the worker stops, in milliseconds. A mail that is cut off is sent by another
// worker.
const GRACE = 5000;

/**
 * Sends account mails from the outbox, one after the other, over a connection of its own, independent of
 * mailings.
 */
export class AccountMailSender {
  readonly #orm: MikroORM;
  readonly #parts: AccountMailParts;
  readonly #close: () => Promise<void>;
  readonly #stopping = new AbortController();
  #nap = new AbortController();
  #working: Promise<void> | null = null;

  /** `close` closes the mailer's connection, even in the middle of a mail. */
  constructor(parts: AccountMailParts & { orm: MikroORM; close: () => Promise<void> }) {
    const { orm, close, ...rest } = parts;
    this.#orm = orm;
    this.#close = close;
    this.#parts = rest;
  }

  start(): void {
    this.#working = this.#work();
  }

  /** Checks the outbox at once. */
  wake(): void {
    this.#nap.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await Promise.race([this.#working, sleep(GRACE, undefined, { ref: false })]);
    await this.#close();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { log, times } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#empty();
      } catch (error) {
        if (isConnectionLost(error)) log.warn({ err: error }, 'The database is away.');
        else log.error({ err: error }, 'An account mail could not be sent.');
      }
      await sleep(times.pulse, undefined, { signal: this.#nap.signal }).catch(() => {});
      if (this.#nap.signal.aborted) this.#nap = new AbortController();
    }
  }

  async #empty(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (!(await sendAccountMail(this.#orm.em.fork(), this.#parts))) return;
    }
  }
}
