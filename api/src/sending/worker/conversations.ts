import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpConversation } from '../../platform/smtp/smtp-conversation.ts';
import type { Announced, Outbox } from './outbox.ts';
import { resultOf } from './result-of.ts';
import { refusalIn, type SmtpHealth } from './smtp-health.ts';
import { type Refusal } from '../../runs/refusal.ts';

export interface ConversationsParts {
  open: () => SmtpConversation;
  outbox: Outbox;
  health: SmtpHealth;
  /** The server refuses everything: whoever can wait should pause. */
  onRefused: (refusal: Refusal) => void;
  onFailed: (error: unknown) => void;
}

// A commit takes a few milliseconds: only a server that is about as fast makes it worth announcing ahead.
const FAST = 25;

/** The SMTP conversations of a worker; each sends one mail at a time, as long as there is one to send. */
export class Conversations {
  readonly #parts: ConversationsParts;
  readonly #stops = new Set<AbortController>();
  readonly #open = new Map<Promise<void>, SmtpConversation>();
  /** How long the server took for a mail, in milliseconds; the last ones count most. */
  #pace = Infinity;

  constructor(parts: ConversationsParts) {
    this.#parts = parts;
  }

  /** How many are open, also those that finish their last mail. */
  get inUse(): number {
    return this.#open.size;
  }

  /** Opens or closes conversations until there are so many; one that closes finishes its mail first. */
  resize(wanted: number): void {
    while (this.#stops.size < wanted) this.#start();
    if (wanted === 0) this.#parts.outbox.clear();
    for (const stop of [...this.#stops].slice(wanted)) {
      this.#stops.delete(stop);
      stop.abort();
    }
    this.#look();
  }

  /** Closes all of them; resolves when the last mail has its result. What takes longer than the grace is cut off. */
  async close(grace: number): Promise<void> {
    this.resize(0);
    const finished = Promise.all(this.#open.keys());
    const isLate = await Promise.race([finished.then(() => false), sleep(grace, true, { ref: false })]);
    if (isLate) await Promise.all([...this.#open.values()].map((conversation) => conversation.close()));
    await finished;
  }

  #start(): void {
    const stop = new AbortController();
    const conversation = this.#parts.open();
    const loop = this.#converse(conversation, stop.signal)
      .catch((error: unknown) => this.#parts.onFailed(error))
      .finally(() => this.#open.delete(loop));
    this.#stops.add(stop);
    this.#open.set(loop, conversation);
  }

  async #converse(conversation: SmtpConversation, signal: AbortSignal): Promise<void> {
    const { outbox } = this.#parts;
    for (let mail = await outbox.fetch(signal); mail; mail = await outbox.fetch(signal)) {
      await this.#send(conversation, mail);
    }
    await conversation.close();
  }

  async #send(conversation: SmtpConversation, { run, delivery, mail }: Announced): Promise<void> {
    const since = performance.now();
    const outcome = await conversation.send(mail);
    const refusal = refusalIn(outcome);
    if (outcome.state === 'UNTOUCHED' && run.isPatient) run.putBack(delivery);
    else run.record(resultOf(delivery, outcome, mail.messageId));
    if (refusal) await this.#bear(refusal, run.isPatient);
    else if (outcome.state !== 'UNKNOWN') {
      this.#parts.health.answered();
      this.#measure(performance.now() - since);
    }
  }

  /** The server refuses everybody: waits a little, or has everything pause. A command does not wait. */
  async #bear(refusal: Refusal, isPatient: boolean): Promise<void> {
    const { health, onRefused } = this.#parts;
    if (health.refused(refusal)) onRefused(refusal);
    else if (isPatient) await sleep(health.patience);
  }

  #measure(milliseconds: number): void {
    this.#pace = Number.isFinite(this.#pace) ? this.#pace * 0.95 + milliseconds * 0.05 : milliseconds;
    this.#look();
  }

  #look(): void {
    this.#parts.outbox.ahead = this.#pace < FAST ? this.#stops.size : 0;
  }
}
