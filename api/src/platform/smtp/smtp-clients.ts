import type { OutgoingMail } from './mail-commands.ts';
import { SmtpClient } from './smtp-client.ts';
import { type SmtpOptions, smtpOptions } from './smtp-options.ts';
import type { SmtpOutcome } from './smtp-outcome.ts';
import type { SmtpServer } from './smtp-url.ts';

/** For how long a server that could not be used is tried last, in milliseconds. */
const AVOIDED = 300_000;

interface Tried {
  client: SmtpClient;
  avoidedUntil: number;
}

/**
 * Sends single mails over the first of several servers that can be used. A mail goes to the next server only
 * if the one before has not seen it, or cannot take it.
 */
export class SmtpClients {
  readonly #servers: Tried[];

  constructor(servers: SmtpServer[], given: Partial<Omit<SmtpOptions, 'server'>> = {}) {
    this.#servers = servers
      .toSorted((one, other) => other.weight - one.weight)
      .map((server) => ({ client: new SmtpClient(smtpOptions(server, given)), avoidedUntil: 0 }));
  }

  /** Sends a mail; never rejects. One mail at a time. Without a usable server returns why the last is none. */
  async send(mail: OutgoingMail): Promise<SmtpOutcome> {
    let outcome: SmtpOutcome | undefined;
    for (const server of this.#inOrder()) {
      outcome = await server.client.send(mail);
      if ('lacks' in outcome) continue;
      if (outcome.state !== 'UNTOUCHED') return outcome;
      server.avoidedUntil = performance.now() + AVOIDED;
    }
    return outcome!;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(({ client }) => client.close()));
  }

  /** By weight; servers that could not be used lately come last. */
  #inOrder(): Tried[] {
    const now = performance.now();
    const isAvoided = ({ avoidedUntil }: Tried) => avoidedUntil > now;
    return [...this.#servers.filter((one) => !isAvoided(one)), ...this.#servers.filter(isAvoided)];
  }
}
