import { AheadTrust } from './ahead-trust.ts';
import type { OutgoingMail } from './mail-commands.ts';
import { openSession } from './open-session.ts';
import type { SmtpOptions } from './smtp-options.ts';
import { type SmtpOutcome, untouchedOutcome } from './smtp-outcome.ts';
import type { SmtpSession } from './smtp-session.ts';

/**
 * A place at an SMTP server for one mail after the other: connects when there is one to send, keeps the connection for
 * the next, leaves it when it is idle or has carried `maxMessages`, and comes back when the server has left it.
 */
export class SmtpClient {
  readonly #options: SmtpOptions;
  readonly #trust: AheadTrust;
  readonly #closing = new AbortController();
  #session: SmtpSession | null = null;
  #leaving: Promise<void> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  #isBusy = false;
  /** What was announced while another mail is being sent. */
  #next: OutgoingMail | null = null;

  /** Clients of one server share their trust in it. */
  constructor(options: SmtpOptions, trust = new AheadTrust()) {
    this.#options = options;
    this.#trust = trust;
  }

  /**
   * Sends a mail to one recipient and tells how that ended; never rejects. An idle connection that the server had left
   * is replaced and the mail tried again, which costs nothing: no server has seen it. One mail at a time: a second call
   * before the first has ended throws.
   */
  async send(mail: OutgoingMail): Promise<SmtpOutcome> {
    if (this.#isBusy) throw new Error('An SMTP client sends one mail at a time.');
    this.#isBusy = true;
    this.#next = null;
    clearTimeout(this.#idleTimer);
    try {
      const first = await this.#try(mail);
      return first.isStale ? (await this.#try(mail)).outcome : first.outcome;
    } finally {
      this.#isBusy = false;
      this.#rest();
    }
  }

  /**
   * Announces the mail that `send` will be called with next, while another is being sent: its commands may go out behind
   * that one's content.
   */
  begin(mail: OutgoingMail): void {
    if (!this.#isBusy) return;
    this.#next = mail;
    this.#session?.begin(mail);
  }

  /** The mail that was announced is not sent after all. */
  forget(): void {
    this.#next = null;
    this.#session?.forget();
  }

  /** Says QUIT; a mail in flight is cut off and settled by how far it had come. No mail can be sent afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#isBusy) this.#session?.cut('The connection was closed');
    else this.#leave();
    await this.#leaving;
  }

  async #try(mail: OutgoingMail): Promise<{ outcome: SmtpOutcome; isStale: boolean }> {
    const refused = await this.#ensureSession();
    if (refused) return { outcome: refused, isStale: false };
    const sending = this.#session!.send(mail);
    if (this.#next) this.#session!.begin(this.#next);
    return sending;
  }

  /** Null when there is a session, else why there is none. */
  async #ensureSession(): Promise<SmtpOutcome | null> {
    if (this.#closing.signal.aborted)
      return untouchedOutcome({ message: 'The connection was closed' }, 'LOST');
    if (this.#session?.isUsable) return null;
    this.#leave();
    // The server counts connections: the old one ends before the new one begins.
    await this.#leaving;
    const opened = await openSession(this.#options, this.#trust, this.#closing.signal);
    if (!opened.ok) return opened.outcome;
    this.#session = opened.session;
    return null;
  }

  #rest(): void {
    if (this.#session === null) return;
    if (!this.#session.isUsable || this.#closing.signal.aborted) this.#leave();
    else this.#idleTimer = setTimeout(() => this.#leave(), this.#options.idleTimeout);
  }

  #leave(): void {
    clearTimeout(this.#idleTimer);
    const session = this.#session;
    this.#session = null;
    if (session) this.#leaving = session.quit();
  }
}
