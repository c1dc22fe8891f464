import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail, RunMails } from './run-mails.ts';

const MOST_MAILS = 50;
const MOST_BYTES = 1_000_000;
/** Milliseconds after which a mail is rendered again, because it says when it was made. */
const FRESH = 1000;

type Made = { madeAt: number } & ({ mail: Mail | null } | { error: unknown });

/**
 * The first mails of a run's queue, rendered while this thread would wait for replies: when a reply comes, the
 * next mail is there.
 */
export class MailsAtHand {
  readonly #mails: RunMails;
  readonly #queue: readonly ClaimedDelivery[];
  readonly #made = new Map<number, Made>();
  #bytes = 0;
  #isFilling = false;

  constructor(mails: RunMails, queue: readonly ClaimedDelivery[]) {
    this.#mails = mails;
    this.#queue = queue;
  }

  /**
   * Returns the mail of the delivery that was just taken from the queue, or null if it has to be rendered in
   * another thread. `ahead` is its mail if that was done. Throws an error whose message says why it cannot be
   * rendered.
   */
  take(delivery: ClaimedDelivery, ahead?: Mail): Mail | null {
    const made = this.#made.get(delivery.id);
    if (made) this.#remove(delivery.id, made);
    this.#fill();
    if (ahead) return ahead;
    if (!made || performance.now() - made.madeAt > FRESH) return this.#mails.makeHere(delivery);
    if ('error' in made) throw made.error;
    return made.mail;
  }

  clear(): void {
    this.#made.clear();
    this.#bytes = 0;
  }

  /** Renders one mail in each turn of the event loop, so that replies never wait for more. */
  #fill(): void {
    if (this.#isFilling || !this.#next) return;
    this.#isFilling = true;
    setImmediate(() => {
      this.#isFilling = false;
      if (this.#next) this.#make(this.#next);
      this.#fill();
    });
  }

  /** The first delivery that is not rendered, if there is room. Those before it are at the head of the queue. */
  get #next(): ClaimedDelivery | undefined {
    const isFull = this.#made.size >= MOST_MAILS || this.#bytes >= MOST_BYTES;
    const next = isFull || !this.#mails.isQuick ? undefined : this.#queue[this.#made.size];
    return next && !this.#made.has(next.id) ? next : undefined;
  }

  #make(delivery: ClaimedDelivery): void {
    const madeAt = performance.now();
    try {
      const mail = this.#mails.makeHere(delivery);
      this.#made.set(delivery.id, { madeAt, mail });
      this.#bytes += mail?.bytes.length ?? 0;
    } catch (error) {
      this.#made.set(delivery.id, { madeAt, error });
    }
  }

  #remove(id: number, made: Made): void {
    this.#made.delete(id);
    if ('mail' in made) this.#bytes -= made.mail?.bytes.length ?? 0;
  }
}
