import type { Log } from '../../platform/log.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { makeMails } from './make-mails.ts';
import type { Mail, RunMails } from './run-mails.ts';

/** How many mails are rendered ahead; each may be a megabyte. */
const MOST_AHEAD = 20;

interface MailsAheadParts {
  pool: WorkerPool;
  log: Log;
  runId: number;
  mails: RunMails;
  /** Called when a mail is rendered, or turns out not to need rendering ahead. */
  onMade: (delivery: ClaimedDelivery) => void;
  onFailed: (delivery: ClaimedDelivery, error: unknown) => void;
  onChange: () => void;
  onFatal: (error: unknown) => void;
}

/** Mails of a run that take too long to render on demand: a few are rendered ahead. */
export class MailsAhead {
  readonly #parts: MailsAheadParts;
  readonly #made = new Map<number, Mail>();
  readonly #beingMade = new Map<number, ClaimedDelivery>();
  #working: Promise<void> = Promise.resolve();
  #pieces = 0;
  #isClosed = false;

  constructor(parts: MailsAheadParts) {
    this.#parts = parts;
  }

  get isMaking(): boolean {
    return this.#pieces > 0;
  }

  /** Number of further deliveries that there is room for. */
  get room(): number {
    if (this.#parts.mails.isQuick) return Infinity;
    return this.isMaking ? 0 : MOST_AHEAD - this.#made.size;
  }

  /** Renders the mails of deliveries, after those added before. */
  add(deliveries: ClaimedDelivery[]): void {
    for (const delivery of deliveries) this.#beingMade.set(delivery.id, delivery);
    this.#pieces++;
    this.#working = this.#working.then(() => this.#make(deliveries));
  }

  take({ id }: ClaimedDelivery): Mail | undefined {
    const mail = this.#made.get(id);
    this.#made.delete(id);
    return mail;
  }

  /** Keeps a mail that was not sent, if it would have to be rendered in another thread again. */
  keep({ id }: ClaimedDelivery, mail: Mail): void {
    if (!this.#parts.mails.isQuick) this.#made.set(id, mail);
  }

  /** Stops rendering. Returns the deliveries whose mails are not rendered yet. */
  close(): ClaimedDelivery[] {
    this.#isClosed = true;
    const left = [...this.#beingMade.values()];
    this.#beingMade.clear();
    if (this.isMaking) this.#parts.mails.cancel();
    return left;
  }

  settled(): Promise<void> {
    return this.#working;
  }

  async #make(deliveries: ClaimedDelivery[]): Promise<void> {
    const { mails, onFatal, onChange } = this.#parts;
    const wasQuick = mails.isQuick;
    try {
      await mails.planned;
      // A single mail that is too slow for this thread is rendered in the other one all the same.
      if (mails.isQuick && !wasQuick) for (const delivery of deliveries) this.#done(delivery);
      else if (!this.#isClosed) await this.#makeApart(deliveries);
    } catch (error) {
      onFatal(error);
    } finally {
      this.#pieces--;
      onChange();
    }
  }

  #makeApart(deliveries: ClaimedDelivery[]): Promise<void> {
    const { mails, onFailed, onChange } = this.#parts;
    return makeMails(
      {
        ...this.#parts,
        make: (delivery) => mails.makeApart(delivery),
        onMade: (delivery, mail) => {
          if (this.#isClosed) return;
          this.#made.set(delivery.id, mail);
          this.#done(delivery);
          onChange();
        },
        onFailed: (delivery, error) => {
          this.#beingMade.delete(delivery.id);
          onFailed(delivery, error);
        },
        isClosed: () => this.#isClosed,
      },
      deliveries,
    );
  }

  #done(delivery: ClaimedDelivery): void {
    if (this.#isClosed) return;
    this.#beingMade.delete(delivery.id);
    this.#parts.onMade(delivery);
  }
}
