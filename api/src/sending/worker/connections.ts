import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpClient } from '../../platform/smtp/smtp-client.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { AnnouncedMail } from './leased-run.ts';
import type { SendingServer } from './servers/sending-server.ts';

interface ConnectionsParts {
  server: SendingServer;
  dispatcher: Dispatcher;
  onFatal: (error: unknown) => void;
}

/** The connections of a worker to one SMTP server. Each sends one mail at a time, as long as there are mails to send. */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #stops = new Set<AbortController>();
  readonly #open = new Map<Promise<void>, SmtpClient>();

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
  }

  /** Number of open connections, including those that are finishing their last mail. */
  get inUse(): number {
    return this.#open.size;
  }

  /**
   * Opens or closes connections until there are `wanted`. A connection that closes finishes its mail first.
   */
  resize(wanted: number): void {
    while (this.#stops.size < wanted) this.#start();
    for (const stop of [...this.#stops].slice(wanted)) {
      this.#stops.delete(stop);
      stop.abort();
    }
  }

  /**
   * Closes all connections and resolves when the last mail has its result. Mails that take longer than
   * `grace` milliseconds are cut off.
   */
  async close(grace: number): Promise<void> {
    this.resize(0);
    const finished = Promise.all(this.#open.keys());
    const isLate = await Promise.race([finished.then(() => false), sleep(grace, true, { ref: false })]);
    if (isLate) await Promise.all([...this.#open.values()].map((client) => client.close()));
    await finished;
  }

  #start(): void {
    const stop = new AbortController();
    const client = this.#parts.server.createClient();
    const loop = this.#sendAll(client, stop.signal)
      .catch((error: unknown) => this.#parts.onFatal(error))
      .finally(() => this.#open.delete(loop));
    this.#stops.add(stop);
    this.#open.set(loop, client);
  }

  /**
   * Fetches the next mail before one is sent, or while it is under way, so that its commands can be pipelined
   * behind it.
   */
  async #sendAll(client: SmtpClient, signal: AbortSignal): Promise<void> {
    const { dispatcher, server } = this.#parts;
    const way = { client, signal };
    for (let mail = await this.#mayLeave(await dispatcher.fetch(server, signal), way); mail;) {
      const next = dispatcher.take(server, signal);
      const sending = client.send(mail.mail, next?.mail);
      const following = next ?? this.#fetchAhead(client, signal);
      const pause = dispatcher.settle(mail, await sending);
      if (pause > 0) await sleep(pause);
      mail = await this.#mayLeave(await following, way);
    }
    await client.close();
  }

  async #fetchAhead(client: SmtpClient, signal: AbortSignal): Promise<AnnouncedMail | undefined> {
    const { dispatcher, server } = this.#parts;
    const mail = await dispatcher.fetch(server, signal);
    if (mail) client.begin(mail.mail);
    return mail;
  }

  /**
   * Resolves with a mail once its announcement is committed. Its run may have stopped meanwhile, or the server
   * been left out: then another mail takes its place.
   */
  async #mayLeave(
    fetched: AnnouncedMail | undefined,
    { client, signal }: { client: SmtpClient; signal: AbortSignal },
  ): Promise<AnnouncedMail | undefined> {
    const { dispatcher, server } = this.#parts;
    for (let mail = fetched; mail; mail = await dispatcher.fetch(server, signal)) {
      const isAnnounced = await mail.mayLeave;
      if (isAnnounced && !mail.run.isClosed && mail.run.routes.isLeft(server) && !signal.aborted) return mail;
      client.forget();
      dispatcher.putBack(mail);
    }
    return undefined;
  }
}
