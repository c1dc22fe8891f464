/** Measures how fast results come back. */
export class SendingPace {
  #since = performance.now();
  #counted = 0;
  #perSecond = 0;

  countResult(): void {
    this.#counted++;
    const seconds = (performance.now() - this.#since) / 1000;
    if (seconds < 1) return;
    this.#perSecond = this.#counted / seconds;
    this.#counted = 0;
    this.#since = performance.now();
  }

  /** Results a second, over the last second or two. */
  get resultsPerSecond(): number {
    return Math.max(this.#perSecond, this.#counted);
  }
}
