import type { ReplyKind } from '../../platform/smtp/reply-reasons.ts';

// Number of mails of a run on the wire before the server has accepted any.
const START = 4;
// Refusals in a row that pause a run: if the server has accepted nothing yet, and if it has.
const ROW = 10;
const LATER_ROW = 20;
// Unknown mailboxes and full mailboxes in a row. Each is that mailbox's own, unless every one is refused like
// that.
const PEOPLE_ROW = 30;
const SEVERAL_DOMAINS = 3;
// Of so many of the latest mails so many refusals pause a run, also if the server accepts some in between. What it
// defers for a moment is less.
export const LATEST = 40;
const MOST_OF_LATEST = 30;

const isPersonal = (kind: ReplyKind) => kind === 'NO_MAILBOX' || kind === 'MAILBOX_FULL';

/**
 * Tells single failures from a server that refuses the run as a whole, and limits how many mails it takes to
 * find out: few are on the wire at first, one more for each that is accepted. A run that was refused before
 * begins with one.
 */
export class RunBrake {
  #window: number;
  #isProbing: boolean;
  #hasAccepted = false;
  #row = 0;
  /** Whether each of the latest mails was refused. */
  readonly #latest: boolean[] = [];
  #people = 0;
  readonly #domains = new Set<string>();

  constructor({ isProbing }: { isProbing: boolean }) {
    this.#isProbing = isProbing;
    this.#window = isProbing ? 1 : START;
  }

  /** Number of mails that may be on the wire. */
  get window(): number {
    return Math.floor(this.#window);
  }

  /** Whether a single mail tests if the server still refuses the run. */
  get isProbing(): boolean {
    return this.#isProbing;
  }

  /** Whether the server has accepted a mail of the run. */
  get hasAccepted(): boolean {
    return this.#hasAccepted;
  }

  /** Whether at least half of the latest mails were refused: the run may have to pause. */
  get isInDoubt(): boolean {
    return this.#refusedOfLatest * 2 >= this.#latest.length;
  }

  accepted(): void {
    this.#note(false);
    this.#hasAccepted = true;
    this.#isProbing = false;
    this.#row = 0;
    this.#people = 0;
    this.#domains.clear();
    this.#window = Math.max(START, this.#window + 1);
  }

  /** A reply was lost: until a mail is accepted again, few are on the wire. */
  lost(): void {
    this.#window = Math.min(this.#window, START);
  }

  /** Counts a refusal. Returns true if the run should pause. */
  refused(kind: ReplyKind, domain: string): boolean {
    if (isPersonal(kind)) {
      this.#people++;
      this.#domains.add(domain);
      const isEverywhere = !this.#hasAccepted || this.#domains.size >= SEVERAL_DOMAINS;
      return this.#people >= PEOPLE_ROW && isEverywhere;
    }
    this.#row++;
    this.#note(true);
    if (this.#isProbing) return true;
    this.#window = Math.max(START, this.#window * 0.8);
    const isStorm = this.#refusedOfLatest >= MOST_OF_LATEST;
    return isStorm || this.#row >= (this.#hasAccepted ? LATER_ROW : ROW);
  }

  get #refusedOfLatest(): number {
    return this.#latest.filter(Boolean).length;
  }

  #note(isRefused: boolean): void {
    this.#latest.push(isRefused);
    if (this.#latest.length > LATEST) this.#latest.shift();
  }
}
