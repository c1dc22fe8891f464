import type { ThreadEnded } from './endable-thread.ts';
import { Lane, type Task } from './lane.ts';

/** A key whose request took this long, in milliseconds, waits with other slow ones from then on. */
const SLOW = 250;
const SLOW_FOR = 600_000;
const MOST_SLOW = 1000;

export interface Asking {
  /** The requester: requests with the same key wait for each other, those of others take turns with them. */
  key: string;
  /** How long the result may take, in milliseconds. */
  deadline: number;
  /** How often to retry, with three times the deadline, after its thread has ended. */
  retries?: number;
}

/**
 * Threads for work that may take too long. There are two: a key that has once taken long or ended a thread
 * uses the second from then on, so that nobody else waits for it.
 */
export class ThreadPool {
  readonly #quick: Lane;
  readonly #slow: Lane;
  readonly #slowSince = new Map<string, number>();

  constructor(program: URL) {
    this.#quick = new Lane(program);
    this.#slow = new Lane(program);
  }

  /** Starts a thread before it is needed. */
  warm(): void {
    this.#quick.warm();
  }

  /** Rejects with ThreadEnded if the request ended its thread each time. */
  async ask<T>(request: unknown, { key, deadline, retries = 0 }: Asking): Promise<T> {
    try {
      return (await this.#ask({ key, request, deadline })) as T;
    } catch (error) {
      if (retries === 0 || (error as ThreadEnded).reason === 'CANCELLED') throw error;
      return this.ask<T>(request, { key, deadline: deadline * 3, retries: retries - 1 });
    }
  }

  /** Aborts everything under a key. */
  cancel(key: string): void {
    this.#quick.cancel(key);
    this.#slow.cancel(key);
  }

  close(): void {
    this.#quick.close();
    this.#slow.close();
  }

  #ask(asked: Omit<Task, 'onDone'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const task: Task = {
        ...asked,
        onDone: (outcome) => {
          if ('error' in outcome) {
            if (outcome.error.reason !== 'CANCELLED') this.#setApart(asked.key);
            reject(outcome.error);
            return;
          }
          if (outcome.took > SLOW) this.#setApart(asked.key);
          resolve(outcome.answer);
        },
      };
      (this.#isSlow(asked.key) ? this.#slow : this.#quick).add(task);
    });
  }

  #isSlow(key: string): boolean {
    const since = this.#slowSince.get(key);
    if (since === undefined) return false;
    if (performance.now() - since < SLOW_FOR) return true;
    this.#slowSince.delete(key);
    return false;
  }

  #setApart(key: string): void {
    const oldest = this.#slowSince.keys().next().value;
    if (this.#slowSince.size >= MOST_SLOW && oldest !== undefined) this.#slowSince.delete(oldest);
    this.#slowSince.set(key, performance.now());
    this.#slow.add(...this.#quick.takeWaiting(key));
  }
}
