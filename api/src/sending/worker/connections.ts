import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import type { Dispatcher } from './dispatcher.ts';

interface ConnectionsParts {
  createClient: () => SmtpClient;
  dispatcher: Dispatcher;
  onFatal: (error: unknown) => void;
}

/** The SMTP connections of a worker; each sends one mail at a time, as long as there is one to send. */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #stops = new Set<AbortController>();
  readonly #open = new Map<Promise<void>, SmtpClient>();

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
  }

  /** How many are open, also those that finish their last mail. */
  get inUse(): number {
    return this.#open.size;
  }

  /** Opens or closes connections until there are so many; one that closes finishes its mail first. */
  resize(wanted: number): void {
    while (this.#stops.size < wanted) this.#start();
    this.#parts.dispatcher.resize(wanted);
    for (const stop of [...this.#stops].slice(wanted)) {
      this.#stops.delete(stop);
      stop.abort();
    }
  }

  /** Closes all of them; resolves when the last mail has its result. What takes longer than the grace is cut off. */
  async close(grace: number): Promise<void> {
    this.resize(0);
    const finished = Promise.all(this.#open.keys());
    const isLate = await Promise.race([finished.then(() => false), sleep(grace, true, { ref: false })]);
    if (isLate) await Promise.all([...this.#open.values()].map((client) => client.close()));
    await finished;
  }

  #start(): void {
    const stop = new AbortController();
    const client = this.#parts.createClient();
    const loop = this.#sendAll(client, stop.signal)
      .catch((error: unknown) => this.#parts.onFatal(error))
      .finally(() => this.#open.delete(loop));
    this.#stops.add(stop);
    this.#open.set(loop, client);
  }

  async #sendAll(client: SmtpClient, signal: AbortSignal): Promise<void> {
    const { dispatcher } = this.#parts;
    for (let next = await dispatcher.fetch(signal); next; next = await dispatcher.fetch(signal)) {
      const since = performance.now();
      const outcome = await client.send(next.mail);
      const pause = dispatcher.settle(next, outcome, performance.now() - since);
      if (pause > 0) await sleep(pause);
    }
    await client.close();
  }
}
