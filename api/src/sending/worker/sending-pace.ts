// A commit takes a few milliseconds: only a server that is about as fast makes it worth announcing ahead.
const FAST = 25;

/** How fast mails leave and their results come back. */
export class SendingPace {
  #since = performance.now();
  #counted = 0;
  #perSecond = 0;
  #replyTime = Infinity;

  countResult(): void {
    this.#counted++;
    const seconds = (performance.now() - this.#since) / 1000;
    if (seconds < 1) return;
    this.#perSecond = this.#counted / seconds;
    this.#counted = 0;
    this.#since = performance.now();
  }

  /** Takes note of how long the server took for a mail, in milliseconds. */
  measureReply(milliseconds: number): void {
    const isFirst = this.#replyTime === Infinity;
    this.#replyTime = isFirst ? milliseconds : this.#replyTime * 0.95 + milliseconds * 0.05;
  }

  /** Results a second, over the last second or two. */
  get resultsPerSecond(): number {
    return Math.max(this.#perSecond, this.#counted);
  }

  /** Whether the server takes a mail about as fast as the database commits; the last mails count most. */
  get isServerFast(): boolean {
    return this.#replyTime < FAST;
  }
}
