import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { AnnouncedMail } from './leased-run.ts';

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

  /** While a mail is under way the next is fetched, so that its commands can go out behind it. */
  async #sendAll(client: SmtpClient, signal: AbortSignal): Promise<void> {
    const { dispatcher } = this.#parts;
    for (let mail = await dispatcher.fetch(signal); mail;) {
      const sending = client.send(mail.mail);
      const following = this.#fetchAhead(client, signal);
      const pause = dispatcher.settle(mail, await sending);
      if (pause > 0) await sleep(pause);
      mail = await this.#stillWanted(await following, { client, signal });
    }
    await client.close();
  }

  async #fetchAhead(client: SmtpClient, signal: AbortSignal): Promise<AnnouncedMail | undefined> {
    const mail = await this.#parts.dispatcher.fetch(signal);
    if (mail) client.begin(mail.mail);
    return mail;
  }

  /** What was fetched ahead may have been stopped since. */
  async #stillWanted(
    ahead: AnnouncedMail | undefined,
    { client, signal }: { client: SmtpClient; signal: AbortSignal },
  ): Promise<AnnouncedMail | undefined> {
    if (!ahead || (!ahead.run.isClosed && !signal.aborted)) return ahead;
    client.forget();
    this.#parts.dispatcher.putBack(ahead);
    return this.#parts.dispatcher.fetch(signal);
  }
}
