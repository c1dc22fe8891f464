import type { Writable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { abort, internalsOf } from './smtp-internals.ts';
import type { SmtpOptions } from './smtp-options.ts';
import {
  failedOutcome,
  sentOutcome,
  type SmtpFailure,
  type SmtpOutcome,
  unknownOutcome,
} from './smtp-outcome.ts';
import { writeBody } from './write-body.ts';

/** A mail for the wire. `bytes`: the whole message with CRLF line ends. */
export interface OutgoingMail {
  from: string;
  to: string;
  bytes: Buffer;
}

interface SessionResult {
  outcome: SmtpOutcome;
  /** The connection, used before, had been left by the server: a new one may take the mail at once. */
  isStale: boolean;
}

/** One connection to a server and the mails that it carries, one after the other. */
export class SmtpSession {
  /** Resolves with the reason when the connection has ended. */
  readonly ended: Promise<SmtpFailure>;
  readonly #connection: SMTPConnection;
  readonly #options: SmtpOptions;
  #hasEnded = false;
  /** The server still has the transaction of a refused mail: RSET before the next. */
  #isDirty = false;
  #tried = 0;

  constructor(connection: SMTPConnection, options: SmtpOptions) {
    this.#connection = connection;
    this.#options = options;
    // One listener of each kind for the connection's whole life: an error without one would end the process.
    this.ended = new Promise((resolve) => {
      connection.on('error', resolve);
      connection.on('end', () => {
        this.#hasEnded = true;
        resolve({ message: 'Connection closed', code: 'ECONNECTION' });
      });
    });
  }

  /** Whether another mail may be tried. */
  get isUsable(): boolean {
    return !this.#hasEnded && this.#tried < this.#options.maxMessages;
  }

  /** Tries one mail and tells how it ended; never rejects. */
  async send(mail: OutgoingMail): Promise<SessionResult> {
    const wasUsed = this.#tried > 0;
    if (this.#isDirty && !(await this.#reset())) {
      const failure = { message: 'The connection was lost between two mails' };
      return { outcome: failedOutcome(failure, { isAnswered: false, isHandedOver: false }), isStale: true };
    }
    this.#tried += 1;
    const { outcome, isInStep, isTimeout } = await this.#transmit(mail);
    if (!isInStep) this.cut('The connection cannot be used any further');
    this.#isDirty = outcome.state !== 'SENT';
    return { outcome, isStale: wasUsed && !isTimeout && isLeaving(outcome) };
  }

  /** Ends the connection at once. A mail in flight is settled by how far it had come. */
  cut(reason: string): void {
    abort(this.#connection, reason);
  }

  /** QUIT. Resolves when the connection is closed, at the latest after `farewellTimeout`. */
  async quit(): Promise<void> {
    if (this.#hasEnded) return;
    this.#connection.quit();
    await withTimeout(this.ended, this.#options.farewellTimeout);
    this.#connection.close();
  }

  async #reset(): Promise<boolean> {
    if (this.#hasEnded) return false;
    const answered = new Promise<boolean>((resolve) => {
      this.#connection.reset((error) => resolve(!error));
    });
    // RSET's callback is never called when the connection ends meanwhile.
    const lost = this.ended.then(() => false);
    const isReset =
      (await withTimeout(Promise.race([answered, lost]), this.#options.farewellTimeout)) ?? false;
    if (!isReset) this.cut('RSET was not answered');
    return isReset;
  }

  #transmit({ from, to, bytes }: OutgoingMail): Promise<Transmission> {
    const connection = this.#connection;
    const hidden = internalsOf(connection);
    const stage = { hasBegun: false, isHandedOver: false };
    // Nothing else tells afterwards whether MAIL FROM was answered.
    connection.lastServerResponse = false;
    const deadline = setTimeout(() => this.cut('The mail took too long'), this.#options.sendTimeout);
    const body = {
      pipe(end: Writable) {
        stage.hasBegun = true;
        if (hidden._socket)
          writeBody(bytes, { socket: hidden._socket, end }, () => (stage.isHandedOver = true));
      },
    };
    return new Promise((resolve) => {
      hidden.send({ from, to: [to], size: bytes.length }, body, (error, info) => {
        clearTimeout(deadline);
        resolve(error ? ofFailure(error, connection, stage) : ofSuccess(info.response, stage));
      });
    });
  }
}

interface Transmission {
  outcome: SmtpOutcome;
  /** Both sides know what comes next: the connection can be used again. */
  isInStep: boolean;
  isTimeout: boolean;
}

interface Stage {
  hasBegun: boolean;
  isHandedOver: boolean;
}

function ofSuccess(response: string, { isHandedOver }: Stage): Transmission {
  if (isHandedOver) return { outcome: sentOutcome(response), isInStep: true, isTimeout: false };
  // The server took a mail whose end it had not seen.
  return { outcome: unknownOutcome(response), isInStep: false, isTimeout: false };
}

function ofFailure(error: SmtpFailure, connection: SMTPConnection, stage: Stage): Transmission {
  const envelope = internalsOf(connection)._envelope;
  const refusal = envelope ? (envelope.mailError ?? envelope.rejectedErrors?.[0]) : undefined;
  const isAnswered = connection.lastServerResponse !== false;
  const outcome = failedOutcome(error, { isAnswered, isHandedOver: stage.isHandedOver, refusal });
  const isRefusal = outcome.state !== 'UNKNOWN' && outcome.code !== null && outcome.code !== 421;
  const isOurs = error.command === 'API' || (error.code === 'EMESSAGE' && error.command === 'MAIL FROM');
  // A refusal in the middle of the body leaves a server that still waits for the rest of it.
  const isInStep = isOurs || (isRefusal && stage.hasBegun === stage.isHandedOver);
  return { outcome, isInStep, isTimeout: error.code === 'ETIMEDOUT' };
}

/** The server ends the connection, and has not taken the mail. RFC 5321, section 3.8: with 421, at any command. */
function isLeaving(outcome: SmtpOutcome): boolean {
  if (outcome.state === 'DEFERRED') return outcome.code === 421;
  return outcome.state === 'UNTOUCHED' && (outcome.cause === 'LOST' || outcome.code === 421);
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    void promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
