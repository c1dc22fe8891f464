import { FairQueue } from './fair-queue.ts';

/** Runs one piece of work at a time. Keys take turns, so that many pieces of one delay others by one of them. */
export class TurnQueue {
  readonly #waiting = new FairQueue<() => Promise<void>>();
  #isBusy = false;

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(key, () => work().then(resolve, reject));
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#waiting.next(); next; next = this.#waiting.next()) await next();
    this.#isBusy = false;
  }
}
