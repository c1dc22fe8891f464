const FAILURES = 3;
const PAUSE = 3_600_000;

/**
 * Whether to send a server the next mail's commands together with the content of the one before. RFC 2920,
 * section 3.1 allows that for servers that offer PIPELINING; some lose what follows a mail's last dot all the
 * same. After three such losses, it is avoided for an hour.
 */
export class AheadTrust {
  #failures = 0;
  #since = 0;

  get isGiven(): boolean {
    return this.#failures < FAILURES || performance.now() - this.#since > PAUSE;
  }

  /** Commands after a mail's last dot were lost or not understood. */
  broke(): void {
    this.#failures = this.isGiven ? (this.#failures % FAILURES) + 1 : this.#failures;
    this.#since = performance.now();
  }

  /** Commands after a mail's last dot were answered. */
  kept(): void {
    if (this.isGiven) this.#failures = 0;
  }
}
