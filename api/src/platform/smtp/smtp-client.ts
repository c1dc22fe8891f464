import { AheadTrust } from './ahead-trust.ts';
import type { OutgoingMail } from './mail-commands.ts';
import { openSession } from './open-session.ts';
import type { SmtpOptions } from './smtp-options.ts';
import { type SmtpOutcome, untouchedOutcome } from './smtp-outcome.ts';
import type { SmtpSession } from './smtp-session.ts';

/**
 * Sends one mail after the other to an SMTP server: connects when there is one to send, keeps the connection
 * for the next, closes it when it is idle or has carried `maxMessages`, and reconnects when the server has
 * closed it.
 */
export class SmtpClient {
  readonly #options: SmtpOptions;
  readonly #trust: AheadTrust;
  readonly #closing = new AbortController();
  #session: SmtpSession | null = null;
  #leaving: Promise<void> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  #isBusy = false;
  /** The mail that was announced while another is being sent. */
  #next: OutgoingMail | null = null;

  /** Clients of one server share their trust in it. */
  constructor(options: SmtpOptions, trust = new AheadTrust()) {
    this.#options = options;
    this.#trust = trust;
  }

  /**
   * Sends a mail to one recipient and returns the outcome; never rejects. If the server had closed an idle
   * connection, it is replaced and the mail tried again, which is safe because no server has seen it. One
   * mail at a time: a second call before the first has finished throws. `next` is announced, as by `begin`,
   * in the same write as the content.
   */
  async send(mail: OutgoingMail, next: OutgoingMail | null = null): Promise<SmtpOutcome> {
    if (this.#isBusy) throw new Error('An SMTP client sends one mail at a time.');
    this.#isBusy = true;
    this.#next = next;
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
   * Announces the mail that `send` will be called with next, while another is being sent, so that its
   * commands may follow that one's content.
   */
  begin(mail: OutgoingMail): void {
    if (!this.#isBusy) return;
    this.#next = mail;
    this.#session?.begin(mail);
  }

  /** Withdraws the announced mail. */
  forget(): void {
    this.#next = null;
    this.#session?.forget();
  }

  /**
   * Says QUIT. A mail in flight is cut off, and its outcome depends on how far it had come. No mail can be
   * sent afterwards.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#isBusy) this.#session?.cut('The connection was closed');
    else this.#leave();
    await this.#leaving;
  }

  async #try(mail: OutgoingMail): Promise<{ outcome: SmtpOutcome; isStale: boolean }> {
    const refused = await this.#ensureSession();
    if (refused) return { outcome: refused, isStale: false };
    return this.#session!.send(mail, this.#next);
  }

  /** Returns null if there is a session, or else why there is none. */
  async #ensureSession(): Promise<SmtpOutcome | null> {
    if (this.#session?.isUsable && !this.#closing.signal.aborted) return null;
    this.#leave();
    // The server counts connections: the old one ends before the new one begins.
    await this.#leaving;
    if (this.#closing.signal.aborted)
      return untouchedOutcome({ message: 'The connection was closed' }, 'LOST');
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
