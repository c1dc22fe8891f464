import type { ReplyKind } from '../../platform/smtp/reply-reasons.ts';

// How many mails of a run are on the wire before the server has accepted any.
const START = 4;
// Refusals in a row after which a run pauses: of a server that has accepted nothing, and of one that had.
const ROW = 10;
const LATER_ROW = 20;
// Unknown people and full mailboxes in a row. They are what they say, unless nobody exists at all.
const PEOPLE_ROW = 30;
const SEVERAL_DOMAINS = 3;

const isPersonal = (kind: ReplyKind) => kind === 'NO_MAILBOX' || kind === 'MAILBOX_FULL';

/**
 * Tells single failures of a run from a server that refuses the run as a whole, and bounds how many mails find that out:
 * few are on the wire at first, one more for each that is accepted. A run that was refused before begins with one.
 */
export class RunBrake {
  #window: number;
  #isProbing: boolean;
  #hasAccepted = false;
  #row = 0;
  #people = 0;
  readonly #domains = new Set<string>();

  constructor({ isProbing }: { isProbing: boolean }) {
    this.#isProbing = isProbing;
    this.#window = isProbing ? 1 : START;
  }

  /** How many mails may be on the wire. */
  get window(): number {
    return Math.floor(this.#window);
  }

  /** Whether the server has accepted a mail of the run. */
  get hasAccepted(): boolean {
    return this.#hasAccepted;
  }

  accepted(): void {
    this.#hasAccepted = true;
    this.#isProbing = false;
    this.#row = 0;
    this.#people = 0;
    this.#domains.clear();
    this.#window = Math.max(START, this.#window + 1);
  }

  /** Returns true if the run should pause. */
  refused(kind: ReplyKind, domain: string): boolean {
    if (isPersonal(kind)) {
      this.#people++;
      this.#domains.add(domain);
      const isEverywhere = !this.#hasAccepted || this.#domains.size >= SEVERAL_DOMAINS;
      return this.#people >= PEOPLE_ROW && isEverywhere;
    }
    this.#row++;
    if (this.#isProbing) return true;
    this.#window = Math.max(START, this.#window * 0.8);
    return this.#row >= (this.#hasAccepted ? LATER_ROW : ROW);
  }
}
