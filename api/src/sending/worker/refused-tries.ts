import { classifyReply, type ReplyMeaning } from '../../platform/smtp/classify-reply.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail } from './run-mails.ts';
import { RunBrake } from './run-brake.ts';

/** A mail that the server refused, while nobody knows yet whether it refuses everybody. */
export interface RefusedTry {
  delivery: ClaimedDelivery;
  mail: Mail;
  outcome: SmtpOutcome;
  /** How many mails of the run were announced when it was refused. */
  announced: number;
}

// So few refusals say nothing of everybody.
const FEW = 3;

/**
 * The refusals of a run that are not recorded yet. When a mail is accepted that was announced after a refusal,
 * that was a failure of its own; a pause makes it nobody's try.
 */
export class RefusedTries {
  readonly #brake: RunBrake;
  #tries: RefusedTry[] = [];
  #latest: Refusal | null = null;
  #arePolicy = true;

  constructor(given: { isProbing: boolean }) {
    this.#brake = new RunBrake(given);
  }

  get count(): number {
    return this.#tries.length;
  }

  /** How many mails of the run may be on the wire. */
  get window(): number {
    return this.#brake.window;
  }

  /** Keeps a refusal. Returns why the run should pause, or null. */
  add(refused: RefusedTry): Refusal | null {
    const { kind, reason } = meaningOf(refused.outcome);
    const { reply, state } = refused.outcome;
    const permanent = state === 'FAILED';
    this.#tries.push(refused);
    this.#latest = { cause: reason, reply, permanent };
    this.#arePolicy &&= kind === 'POLICY' && permanent;
    const pauses = this.#brake.refused(kind, domainOf(refused.mail.to));
    return pauses ? this.#latest : null;
  }

  /** The server has accepted the mail that was announced as the `place`th: takes out what it had refused before. */
  accepted(place: number): RefusedTry[] {
    this.#brake.accepted();
    const taken = this.#tries.filter(({ announced }) => announced < place);
    if (taken.length > 0) this.#tries = this.#tries.filter(({ announced }) => announced >= place);
    return taken;
  }

  /** Why the run should pause although nobody is left to be tried: all of them were refused by the same kind of policy. */
  get verdictAtEnd(): Refusal | null {
    const isEverybody = !this.#brake.hasAccepted && this.#arePolicy && this.count >= FEW;
    return isEverybody ? this.#latest : null;
  }

  takeAll(): RefusedTry[] {
    this.#arePolicy = true;
    return this.#tries.splice(0);
  }
}

function meaningOf(outcome: SmtpOutcome): { kind: ReplyMeaning['kind']; reason: Refusal['cause'] } {
  const meaning = classifyReply(outcome.reply);
  const isSender = outcome.state === 'UNTOUCHED' && outcome.cause === 'MAIL_FROM';
  if (!isSender || ['POLICY', 'RATE', 'GREYLISTED', 'BUSY'].includes(meaning.kind)) return meaning;
  return { kind: 'POLICY', reason: 'MAIL_FROM' };
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
