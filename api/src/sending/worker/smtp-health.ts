import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Refusal } from '../../runs/refusal.ts';

/** The refusal in an outcome that concerns every run; null if the server took up the mail, however that ended. */
export function refusalIn(outcome: SmtpOutcome): Refusal | null {
  return outcome.state === 'UNTOUCHED' && outcome.cause !== 'MAIL_FROM' ? outcome : null;
}

const REFUSALS_IN_A_ROW = 10;
// Twenty connections notice in one moment that a server restarts: that alone is no reason to pause.
const LASTING = 2000;

/**
 * Tells a bad moment from a server that refuses everything: a login that is refused for good, or ten refusals in a row with
 * nothing between them, over two seconds at least.
 */
export class SmtpHealth {
  #refusals = 0;
  #since = 0;

  /** The server dealt with one recipient, however that ended. */
  answered(): void {
    this.#refusals = 0;
  }

  /** Returns true if sending should pause. */
  refused({ cause, permanent }: Refusal): boolean {
    if (this.#refusals === 0) this.#since = performance.now();
    this.#refusals++;
    const isHopeless = permanent && cause === 'LOGIN';
    const isLasting = this.#refusals >= REFUSALS_IN_A_ROW && performance.now() - this.#since >= LASTING;
    if (!isHopeless && !isLasting) return false;
    this.#refusals = 0;
    return true;
  }

  /** How long to wait before the next connection, in milliseconds. */
  get pause(): number {
    return this.#refusals === 0 ? 0 : Math.min(50 * 2 ** Math.min(this.#refusals - 1, 6), 2000);
  }
}
