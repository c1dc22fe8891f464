import type { Claimed } from './claim-deliveries.ts';
import type { Mail } from './prepare-letters.ts';
import { failedResult } from './result-of.ts';
import type { RunSender } from './run-sender.ts';
import type { SendingRate } from './sending-rate.ts';

/** A mail that may go on the wire: its announcement is committed. */
export interface Announced {
  run: RunSender;
  delivery: Claimed;
  mail: Mail;
}

export interface OutboxParts {
  rate: SendingRate;
  /** The next delivery of any run; undefined where there is none now. */
  next: () => { run: RunSender; delivery: Claimed } | undefined;
}

/**
 * Where conversations fetch what they send. An announcement takes a commit, which is longer than a fast server takes for a
 * mail: then some are announced ahead, at most one for each conversation. A slow server gets none ahead, so that
 * as little as possible is in doubt when the worker dies.
 */
export class Outbox {
  /** How many are announced beyond what conversations wait for. */
  ahead = 0;
  readonly #parts: OutboxParts;
  readonly #waiting: ((announced: Announced | undefined) => void)[] = [];
  #ready: Announced[] = [];
  #announcing = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Resolves with the next mail to send; undefined when the conversation should end. */
  fetch(signal: AbortSignal): Promise<Announced | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const ready = this.#takeReady();
    const fetched = ready ? Promise.resolve(ready) : this.#wait(signal);
    this.fill();
    return fetched;
  }

  /** Announces what is wanted and not there yet. Called whenever there may be more to send. */
  fill(): void {
    const { rate, next } = this.#parts;
    while (this.#ready.length + this.#announcing < this.#waiting.length + this.ahead) {
      if (!rate.tryTake(() => this.fill())) return;
      const found = next();
      if (!found) {
        rate.giveBack();
        return;
      }
      const mail = prepared(found.run, found.delivery);
      if (mail) void this.#announce({ ...found, mail });
    }
  }

  /** Takes back what was announced ahead; nothing was tried. */
  clear(): void {
    for (const { run, delivery } of this.#ready.splice(0)) run.putBack(delivery);
  }

  #wait(signal: AbortSignal): Promise<Announced | undefined> {
    return new Promise((resolve) => {
      const onAbort = () => {
        const at = this.#waiting.indexOf(give);
        if (at >= 0) this.#waiting.splice(at, 1);
        resolve(undefined);
      };
      const give = (announced: Announced | undefined) => {
        signal.removeEventListener('abort', onAbort);
        resolve(announced);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(give);
    });
  }

  /** What was announced ahead may have been stopped since. */
  #takeReady(): Announced | undefined {
    for (let ready = this.#ready.shift(); ready; ready = this.#ready.shift()) {
      if (!ready.run.isClosed) return ready;
      ready.run.putBack(ready.delivery);
    }
    return undefined;
  }

  async #announce(announced: Announced): Promise<void> {
    this.#announcing++;
    const mayBeSent = await announced.run.announce(announced.delivery);
    this.#announcing--;
    if (mayBeSent) this.#give(announced);
    else this.#parts.rate.giveBack();
    this.fill();
  }

  #give(announced: Announced): void {
    const wake = this.#waiting.shift();
    if (wake) wake(announced);
    else this.#ready.push(announced);
  }
}

/** The mail of a delivery; where it cannot be made, the reason is its result. */
function prepared(run: RunSender, delivery: Claimed): Mail | undefined {
  try {
    return run.prepare(delivery);
  } catch (error) {
    run.record(failedResult(delivery, error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}
