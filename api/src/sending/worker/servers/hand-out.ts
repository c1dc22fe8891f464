import { needsSmtpUtf8 } from '../../../platform/mime/email-address.ts';
import type { RunRoutes } from './run-routes.ts';
import type { SendingServer } from './sending-server.ts';

interface Ready {
  run: { isClosed: boolean; routes: RunRoutes };
  server: SendingServer | null;
  mail: { to: string };
}

interface Waiting<Mail> {
  server: SendingServer;
  give: (mail: Mail | undefined) => void;
}

/** Hands announced mails to the connections that wait for one. */
export class HandOut<Mail extends Ready> {
  readonly #ready: Mail[] = [];
  readonly #waiting: Waiting<Mail>[] = [];

  /** Adds a mail for the next connection that may have it. */
  give(mail: Mail): void {
    this.#ready.push(mail);
    this.match();
  }

  /** Resolves with the next mail for a server, or undefined when the signal is aborted. */
  fetch(server: SendingServer, signal: AbortSignal): Promise<Mail | undefined> {
    const mail = this.take(server);
    return mail ? Promise.resolve(mail) : this.#wait(server, signal);
  }

  /** Returns the next mail for a server if there is one. */
  take(server: SendingServer): Mail | undefined {
    const place = this.#ready.findIndex((mail) => !mail.run.isClosed && this.#mayHave(server, mail));
    if (place < 0 || !this.#hasPermit(server)) return undefined;
    const [mail] = this.#ready.splice(place, 1);
    mail!.run.routes.fetched(mail!, server);
    return mail;
  }

  /** Hands out what can be: a server may have room again, or the right to one more message. */
  match(): void {
    for (let place = 0; place < this.#ready.length && this.#waiting.length > 0; place++) {
      const mail = this.#ready[place]!;
      const waiting = mail.run.isClosed ? undefined : this.#bestFor(mail);
      if (!waiting) continue;
      this.#ready.splice(place--, 1);
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      mail.run.routes.fetched(mail, waiting.server);
      waiting.give(mail);
    }
  }

  /** Removes and returns mails that nobody has fetched: those of runs that were closed, or all. */
  takeBack(isWanted: (mail: Mail) => boolean): Mail[] {
    const taken = this.#ready.filter((mail) => !isWanted(mail));
    for (const mail of taken) this.#ready.splice(this.#ready.indexOf(mail), 1);
    return taken;
  }

  /** Of several servers whose connections wait, the one that is furthest behind its share. */
  #bestFor(mail: Mail): Waiting<Mail> | undefined {
    if (this.#waiting.every(({ server }) => server === this.#waiting[0]!.server)) {
      const [first] = this.#waiting;
      return this.#mayHave(first!.server, mail) && this.#hasPermit(first!.server) ? first : undefined;
    }
    const able = [...new Set(this.#waiting.map(({ server }) => server))]
      .filter((server) => this.#mayHave(server, mail))
      .toSorted((one, other) => behind(one) - behind(other))
      .find((server) => this.#hasPermit(server));
    return able && this.#waiting.find(({ server }) => server === able);
  }

  #mayHave(server: SendingServer, { run, mail }: Mail): boolean {
    return run.routes.hasRoomAt(server, needsSmtpUtf8(mail.to));
  }

  #hasPermit({ rate }: SendingServer): boolean {
    return rate === null || rate.tryTake(() => this.match());
  }

  #wait(server: SendingServer, signal: AbortSignal): Promise<Mail | undefined> {
    return new Promise((resolve) => {
      const onAbort = () => {
        const at = this.#waiting.indexOf(waiting);
        if (at >= 0) this.#waiting.splice(at, 1);
        resolve(undefined);
      };
      const waiting: Waiting<Mail> = {
        server,
        give(mail) {
          signal.removeEventListener('abort', onAbort);
          resolve(mail);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
    });
  }
}

/** How much of its share a server has had. */
const behind = ({ given, weight }: SendingServer) => given / Math.max(weight, 0.001);
