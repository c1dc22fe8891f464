import { needsSmtpUtf8 } from '../mime/email-address.ts';
import type { OutgoingMail } from './mail-commands.ts';
import {
  brokenOutcome,
  type MailCommand,
  refusedAt,
  replyCode,
  sentOutcome,
  type SmtpFailure,
  type SmtpOutcome,
  unknownOutcome,
  untouchedOutcome,
} from './smtp-outcome.ts';

/**
 * One mail's way over a connection (RFC 5321, section 3.3): which replies have arrived, and what follows from
 * them.
 */
export class Transaction {
  readonly mail: OutgoingMail;
  /** Null until it is decided. */
  outcome: SmtpOutcome | null = null;
  /** MAIL FROM was written. */
  isBegun = false;
  /** Its commands were written after the content of the mail before. */
  isAhead = false;
  /** MAIL FROM was answered. */
  isAnswered = false;
  /** The server waits for the content. */
  isAccepted = false;
  /** The last byte of the mail, or of the empty one in its place, was given to the connection. */
  isHandedOver = false;
  /** The server has replied to the dot: it has finished the mail, and expects the next. */
  isEnded = false;
  /** No further reply to it is expected. */
  isDone = false;

  constructor(mail: OutgoingMail) {
    this.mail = mail;
  }

  /**
   * Handles a reply. Returns false if it shows that the two sides are out of step, or that the server leaves.
   */
  take(command: MailCommand, reply: string): boolean {
    const code = replyCode(reply) ?? 0;
    const isInStep =
      command === 'DOT' ? this.#takeLast(code, reply) : this.#takeEarlier(command, code, reply);
    return isInStep && code !== 421;
  }

  /**
   * Handles the loss of the connection. A mail that was handed over may have been accepted; one whose content
   * never left was not.
   */
  lose(failure: SmtpFailure): SmtpOutcome {
    if (this.outcome === null) {
      if (this.isHandedOver) this.outcome = unknownOutcome(failure.response ?? failure.message);
      else if (this.isAnswered) this.outcome = brokenOutcome(failure);
      else this.outcome = untouchedOutcome(failure, 'LOST');
    }
    return this.outcome;
  }

  #takeEarlier(command: 'MAIL' | 'RCPT' | 'DATA', code: number, reply: string): boolean {
    this.isAnswered = true;
    const isFine = command === 'DATA' ? code === 354 : isPositive(code);
    // Replies after a refusal only repeat that there is no mail.
    if (!isFine) this.outcome ??= refusedAt(command, reply, needsSmtpUtf8(this.mail.to));
    if (command === 'DATA') {
      this.isAccepted = isFine;
      this.isDone = !isFine;
    }
    return isFine || code >= 400;
  }

  #takeLast(code: number, reply: string): boolean {
    this.isDone = true;
    this.isEnded = true;
    this.outcome ??= this.#lastOutcome(code, reply);
    // After a reply in the middle of the body, the server still waits for the rest of it.
    return this.isHandedOver && (isPositive(code) || code >= 400);
  }

  #lastOutcome(code: number, reply: string): SmtpOutcome {
    if (code >= 400) return refusedAt('DOT', reply);
    if (isPositive(code) && this.isHandedOver) return sentOutcome(reply);
    // The server accepted a mail before its end, or sent something that is not a reply.
    if (isPositive(code) || this.isHandedOver) return unknownOutcome(reply);
    return brokenOutcome({ message: reply, response: reply });
  }
}

const isPositive = (code: number) => code >= 200 && code < 300;
