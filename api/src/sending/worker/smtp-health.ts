import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Refusal } from '../../runs/refusal.ts';

/**
 * Returns the refusal in an outcome if it concerns every run, or null if the server dealt with the mail,
 * whatever the result.
 */
export function refusalIn(outcome: SmtpOutcome): Refusal | null {
  return outcome.state === 'UNTOUCHED' && outcome.cause !== 'MAIL_FROM' ? outcome : null;
}

const REFUSALS_IN_A_ROW = 10;
// When a server restarts, twenty connections notice at once: that alone is no reason to pause.
const LASTING = 2000;

/**
 * Tells a short disturbance from a server that refuses everything: a log-in that is refused permanently, or
 * ten refusals in a row over at least two seconds.
 */
export class SmtpHealth {
  #refusals = 0;
  #since = 0;

  /** Records that the server dealt with a recipient, whatever the result. */
  answered(): void {
    this.#refusals = 0;
  }

  /** Records a refusal. Returns true if sending should pause. */
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
