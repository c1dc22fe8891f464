import { classifyReply, type ReplyMeaning } from '../../platform/smtp/classify-reply.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail } from './run-mails.ts';
import { LATEST, RunBrake } from './run-brake.ts';

/** A refused mail, while it is not known whether the server refuses everybody. */
export interface RefusedTry {
  delivery: ClaimedDelivery;
  mail: Mail;
  outcome: SmtpOutcome;
  /** The number of the server that refused it. */
  serverId: number;
  /** Number of mails of the run that had been announced when it was refused. */
  announced: number;
}

// Up to this many refusals say nothing about everybody.
const FEW = 3;
// Mails in doubt, one after the other, that pause a run: each of them stays in doubt.
const MOST_LOST = 10;

/**
 * The refusals of a run that are not recorded yet. If a mail that was announced after a refusal is accepted,
 * that refusal was a failure of its own, unless most of the latest mails were refused; if the run is paused
 * instead, the refusals count as no tries.
 */
export class RefusedTries {
  readonly #brake: RunBrake;
  readonly #tries: RefusedTry[] = [];
  #latest: Refusal | null = null;
  #arePolicy = true;
  /** Number of mails that had been announced when the first of a row of replies was lost; null outside a row. */
  #lostFrom: number | null = null;
  #lost = 0;

  constructor(given: { isProbing: boolean }) {
    this.#brake = new RunBrake(given);
  }

  get count(): number {
    return this.#tries.length;
  }

  /** Number of mails of the run that may be on the wire. */
  get window(): number {
    return this.#brake.window;
  }

  /** Whether a single mail tests if the server still refuses the run. */
  get isProbing(): boolean {
    return this.#brake.isProbing;
  }

  /**
   * Whether a refusal may be one of everybody; of a run that does not wait for its server, only one of the sender
   * may. That of somebody who was put off before is their own: at its end a run has nobody else left.
   */
  mayBeEverybodys({ delivery, outcome }: RefusedTry, waits: boolean): boolean {
    if (!isRefusal(outcome) || !(waits || isOfSender(outcome))) return false;
    return this.isProbing || outcome.state !== 'DEFERRED' || delivery.tries === 0;
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
    // Servers lock accounts after a few wrong passwords.
    return pauses || reason === 'LOGIN' ? this.#latest : null;
  }

  /**
   * The reply to a mail was lost, which is recorded as that. Returns why the run should pause, or null. A
   * server that restarts loses the replies to all mails that it has at that moment; only those to later mails
   * count.
   */
  lost({ place, announced, reply }: { place: number; announced: number; reply: string }): Refusal | null {
    this.#brake.lost();
    if (this.#lostFrom === null) this.#lostFrom = announced;
    else if (place > this.#lostFrom) this.#lost++;
    const pauses = this.isProbing || this.#lost >= MOST_LOST;
    return pauses ? { cause: 'REPLY_LOST', reply, permanent: false } : null;
  }

  /**
   * The server accepted the mail with this position: removes and returns the mails that it had refused
   * before. While it is in doubt whether the run must pause, the latest stay.
   */
  accepted(place: number): RefusedTry[] {
    this.#brake.accepted();
    this.#lostFrom = null;
    this.#lost = 0;
    if (this.count === 0) return [];
    const before = this.#tries.filter(({ announced }) => announced < place).length;
    const kept = this.#brake.isInDoubt ? LATEST : 0;
    return this.#tries.splice(0, Math.max(0, before - kept));
  }

  /**
   * Why the run should pause although no delivery is left to try: all were refused by the same kind of
   * policy. Null if it should not.
   */
  get verdictAtEnd(): Refusal | null {
    const isEverybody = !this.#brake.hasAccepted && this.#arePolicy && this.count >= FEW;
    return isEverybody ? this.#latest : null;
  }

  takeAll(): RefusedTry[] {
    this.#arePolicy = true;
    return this.#tries.splice(0);
  }
}

interface Meaning {
  kind: ReplyMeaning['kind'];
  reason: Refusal['cause'];
}

function meaningOf(outcome: SmtpOutcome): Meaning {
  // A connection that broke before the content said nothing that could be understood.
  if (outcome.state === 'DEFERRED' && outcome.code === null) return { kind: 'BUSY', reason: 'LOST' };
  if (outcome.state === 'FAILED' && outcome.code === null && outcome.blame === 'message')
    return { kind: 'CONTENT', reason: 'TOO_LARGE' };
  if (isLoginRefused(outcome)) return { kind: 'POLICY', reason: 'LOGIN' };
  const meaning = classifyReply(outcome.reply);
  const isSender = outcome.state === 'UNTOUCHED' && outcome.cause === 'MAIL_FROM';
  if (!isSender || ['POLICY', 'RATE', 'GREYLISTED', 'BUSY'].includes(meaning.kind)) return meaning;
  return { kind: 'POLICY', reason: 'MAIL_FROM' };
}

const isLoginRefused = (outcome: SmtpOutcome) =>
  outcome.state === 'UNTOUCHED' && outcome.cause === 'LOGIN' && outcome.permanent;

/** Whether a refusal is about the sender: everybody else would be refused too. */
const isOfSender = (outcome: SmtpOutcome): boolean => ['POLICY', 'RATE'].includes(meaningOf(outcome).kind);

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Whether the server refused this mail. Mails that never reached it, because of an address or a form that
 * cannot be sent, do not count.
 */
function isRefusal(outcome: SmtpOutcome): boolean {
  if (outcome.state === 'UNTOUCHED') return true;
  if (outcome.state !== 'FAILED' && outcome.state !== 'DEFERRED') return false;
  return outcome.code !== null || outcome.blame !== 'recipient';
}
