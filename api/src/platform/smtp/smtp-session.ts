import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { AheadTrust } from './ahead-trust.ts';
import { type Extensions, mailCommand, type OutgoingMail, rcptCommand, unsendable } from './mail-commands.ts';
import { type Command, SmtpDialogue } from './smtp-dialogue.ts';
import { abort, takeOver } from './smtp-internals.ts';
import type { SmtpOptions } from './smtp-options.ts';
import { type MailCommand, replyCode, type SmtpFailure, type SmtpOutcome } from './smtp-outcome.ts';
import { Transaction } from './transaction.ts';
import { writeBody } from './write-body.ts';

interface SessionResult {
  outcome: SmtpOutcome;
  /**
   * The server had closed the connection, or lost track, before it saw the mail: a new connection may take it
   * at once.
   */
  isStale: boolean;
}

/**
 * One connection to a server and the mails that it carries, one after the other.
 *
 * If the server offers PIPELINING, a mail's commands are sent together, and those of a mail announced with
 * `begin` right after the content of the one before (RFC 2920, section 3.1): one round trip for each mail.
 * Its content waits until the mail before has its reply and the server has said 354.
 */
export class SmtpSession {
  /** Resolves with the reason when the connection has ended. */
  readonly ended: Promise<SmtpFailure>;
  readonly #connection: SMTPConnection;
  readonly #options: SmtpOptions;
  readonly #trust: AheadTrust;
  #socket!: Socket;
  #extensions!: Extensions;
  #dialogue!: SmtpDialogue;
  #current: Transaction | null = null;
  #ahead: Transaction | null = null;
  #settle: (failure: SmtpFailure | null) => void = () => {};
  readonly #deadline: NodeJS.Timeout;
  #patience: NodeJS.Timeout | undefined;
  #hasEnded = false;
  /** The server still has the transaction of a refused mail: RSET before the next. */
  #isDirty = false;
  #tried = 0;

  constructor(connection: SMTPConnection, options: SmtpOptions, trust: AheadTrust) {
    this.#connection = connection;
    this.#options = options;
    this.#trust = trust;
    // One for the connection's whole life, restarted for each mail.
    this.#deadline = setTimeout(() => {
      if (this.#current) this.cut('The mail took too long');
    }, options.sendTimeout);
    // One listener of each kind for the connection's whole life, because an unhandled error would end the
    // process.
    this.ended = new Promise((resolve) => {
      const end = (failure: SmtpFailure) => {
        this.#end(failure);
        resolve(failure);
      };
      connection.on('error', end);
      connection.on('end', () => end({ message: 'Connection closed unexpectedly', code: 'ECONNECTION' }));
    });
  }

  /** Takes over a connection that is greeted, encrypted and logged in. */
  start(): void {
    const { socket, extensions } = takeOver(this.#connection, (piece) => this.#dialogue.read(piece));
    this.#socket = socket;
    this.#extensions = extensions;
    this.#dialogue = new SmtpDialogue({
      socket,
      pipelines: this.#pipelines,
      onReply: (command, reply) => this.#answer(command, reply),
      onNonsense: (words) => this.#leave(words),
    });
  }

  /** Whether another mail may be tried. */
  get isUsable(): boolean {
    return !this.#hasEnded && this.#tried < this.#options.maxMessages;
  }

  /**
   * Tries one mail and returns the outcome; never rejects. A mail that was begun ahead must come before any
   * other. `next` is announced before this one's content leaves.
   */
  send(mail: OutgoingMail, next: OutgoingMail | null = null): Promise<SessionResult> {
    const refusal = unsendable(mail, this.#extensions);
    if (refusal) return Promise.resolve({ outcome: refusal, isStale: false });
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.isBegun && ahead.mail !== mail) this.#leave('The mail that was begun is not sent');
    const transaction = ahead?.mail === mail ? ahead : new Transaction(mail);
    this.#current = transaction;
    const isFirst = this.#tried++ === 0;
    if (next) this.begin(next);
    return new Promise((resolve) => {
      this.#settle = (failure) => resolve(this.#resultOf(transaction, failure, isFirst));
      if (this.#hasEnded) this.#finish({ message: 'The connection was lost between two mails' });
      else this.#advance(transaction);
    });
  }

  /**
   * Announces the mail that `send` will be called with next, while another is being sent; does nothing
   * otherwise.
   */
  begin(mail: OutgoingMail): void {
    if (!this.#current || this.#ahead || !this.isUsable) return;
    if (!this.#pipelines || !this.#trust.isGiven || unsendable(mail, this.#extensions)) return;
    this.#ahead = new Transaction(mail);
    this.#ahead.isAhead = true;
    if (this.#current.isHandedOver && !this.#current.isDone)
      this.#dialogue.notify(this.#envelope(this.#ahead));
  }

  /** Withdraws the announced mail. */
  forget(): void {
    if (this.#ahead?.isBegun) this.#leave('The mail that was begun is not sent');
    this.#ahead = null;
  }

  /** Ends the connection at once. The outcome of a mail in flight depends on how far it had come. */
  cut(reason: string): void {
    if (this.#hasEnded) return;
    abort(this.#connection, reason);
  }

  /** Says QUIT. Resolves when the connection is closed, at the latest after `farewellTimeout`. */
  async quit(): Promise<void> {
    if (this.#hasEnded) return;
    this.forget();
    this.#dialogue.notify([{ verb: 'QUIT', line: 'QUIT' }]);
    await withTimeout(this.ended, this.#options.farewellTimeout);
    this.#connection.close();
  }

  /** Whether the server's reply to EHLO names an extension. */
  offers(extension: string): boolean {
    return this.#extensions.names.has(extension);
  }

  get #pipelines(): boolean {
    return this.offers('PIPELINING');
  }

  /** Does what can be done now for the mail whose turn it is. */
  #advance(transaction: Transaction): void {
    this.#deadline.refresh();
    if (transaction.isDone) this.#finish(null);
    else if (transaction.isAccepted) this.#writeContent(transaction);
    else if (transaction.isBegun) this.#bePatient(transaction);
    else this.#begin(transaction);
  }

  #begin(transaction: Transaction): void {
    const reset: Command[] = this.#isDirty ? [{ verb: 'RSET', line: 'RSET' }] : [];
    if (this.#isDirty)
      this.#patience = setTimeout(() => this.#leave('RSET was not answered'), this.#options.farewellTimeout);
    this.#isDirty = false;
    this.#dialogue.notify([...reset, ...this.#envelope(transaction)]);
  }

  /**
   * The mail before has its reply, and this one's commands were sent with it: their replies should follow.
   */
  #bePatient(transaction: Transaction): void {
    if (transaction.isAnswered) return;
    this.#patience = setTimeout(() => {
      this.#trust.broke();
      this.#leave('What came behind a mail was not answered');
    }, this.#options.aheadTimeout);
  }

  #envelope(transaction: Transaction): Command[] {
    const { mail } = transaction;
    transaction.isBegun = true;
    return [
      { verb: 'MAIL', line: mailCommand(mail, this.#extensions), transaction },
      { verb: 'RCPT', line: rcptCommand(mail, this.#extensions), transaction },
      { verb: 'DATA', line: 'DATA', transaction },
    ];
  }

  #writeContent(transaction: Transaction): void {
    this.#dialogue.await({ verb: 'DOT', line: '.', transaction });
    const writeLast = () => {
      if (this.#hasEnded || transaction.isDone) return;
      transaction.isHandedOver = true;
      const next = this.#ahead ? this.#envelope(this.#ahead) : [];
      this.#dialogue.notify(next, '.\r\n');
    };
    // Nobody is left to receive the mail, and the server waits: sends an empty one, whatever the reply.
    if (transaction.outcome) writeLast();
    else writeBody(transaction.mail.bytes, this.#socket, writeLast);
  }

  #answer(command: Command, reply: string): void {
    switch (command.verb) {
      case 'QUIT':
        this.#socket.end();
        break;
      case 'RSET':
        clearTimeout(this.#patience);
        if (!reply.startsWith('2')) this.#leave('RSET was refused');
        break;
      default:
        this.#takeReply(command.transaction, command.verb, reply);
    }
  }

  #takeReply(transaction: Transaction, verb: MailCommand, reply: string): void {
    if (verb === 'MAIL' && transaction.isAhead && !this.#isUnderstood(reply)) return this.#leave(reply);
    if (verb === 'MAIL') clearTimeout(this.#patience);
    if (!transaction.take(verb, reply)) return this.#leave(reply);
    if (!this.#pipelines) this.#stopAfterRefusal(transaction);
    if (transaction !== this.#current) return;
    if (transaction.isDone) this.#finish(null);
    else if (verb === 'DATA') this.#writeContent(transaction);
  }

  /** Sends one command at a time, because after a refusal the others are pointless. */
  #stopAfterRefusal(transaction: Transaction): void {
    if (!transaction.outcome || transaction.isAccepted) return;
    this.#dialogue.dropUnsent();
    transaction.isDone = true;
  }

  /** RFC 5321, section 4.2.4: 500 to 503 mean that a command was not understood at its position. */
  #isUnderstood(reply: string): boolean {
    const code = replyCode(reply);
    const isUnderstood = code !== null && (code < 500 || code > 503);
    if (isUnderstood) this.#trust.kept();
    else this.#trust.broke();
    return isUnderstood;
  }

  /** Ends a connection that is of no more use; what the server has not seen may go over another. */
  #leave(reason: string): void {
    if (this.#hasEnded) return;
    this.#end({ message: reason, code: 'ECONNECTION' });
    this.#connection.close();
  }

  #end(failure: SmtpFailure): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#dialogue?.close();
    clearTimeout(this.#deadline);
    this.#finish(failure);
  }

  #finish(failure: SmtpFailure | null): void {
    const transaction = this.#current;
    clearTimeout(this.#patience);
    if (!transaction) return;
    this.#current = null;
    this.#isDirty = !transaction.isEnded;
    this.#settle(failure);
  }

  #resultOf(transaction: Transaction, failure: SmtpFailure | null, isFirst: boolean): SessionResult {
    const wasUndecided = transaction.outcome === null;
    const outcome = failure ? transaction.lose(failure) : transaction.outcome!;
    const isTimeout = failure?.code === 'ETIMEDOUT';
    // A server may close a used connection at any moment. Nothing of the content was written.
    const isLeft = failure !== null && wasUndecided && !transaction.isAccepted;
    return { outcome, isStale: !isFirst && !isTimeout && (isLeft || isLeaving(outcome)) };
  }
}

/**
 * The server ends the connection and has not accepted the mail. RFC 5321, section 3.8: with 421, in reply to
 * any command.
 */
const isLeaving = (outcome: SmtpOutcome) =>
  (outcome.state === 'DEFERRED' || outcome.state === 'UNTOUCHED') && outcome.code === 421;

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    void promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
