import { Parser } from 'htmlparser2';

/** What receivers or readers could object to in the HTML of one mail. */
export interface HtmlFindings {
  emptyLinks: number;
  /** Addresses of links that lead nowhere: without a scheme, or invalid. */
  wrongLinks: string[];
  /** Addresses of links over plain http. */
  plainLinks: string[];
  hasUnsubscribeLink: boolean;
  hasImages: boolean;
  /** Embedded images (`data:`), which Gmail and Outlook do not show. */
  hasDataImages: boolean;
  /** Names of elements that mail programs remove. */
  activeElements: string[];
  /** Number of letters and digits that a reader sees, and of those that a style hides. */
  visibleLetters: number;
  hiddenLetters: number;
}

const ACTIVE = new Set(['script', 'form', 'iframe', 'object', 'embed', 'input', 'button', 'textarea']);
const NO_CONTENT = new Set(['head', 'title', 'style', 'script']);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const MOST_LINKS_TOLD = 5;

/** Examines the HTML of a mail with a parser. `unsubscribeUrl` is the address that needs a visible link. */
export function judgeHtml(html: string, unsubscribeUrl: string): HtmlFindings {
  const reader = new Reader(unsubscribeUrl);
  const parser = new Parser(reader, { decodeEntities: true });
  parser.end(html);
  return reader.found;
}

/** Whether a reader sees an element: it may be no content of the page, or hidden by its attributes. */
type Shown = 'SEEN' | 'NO_CONTENT' | 'HIDDEN';

class Reader {
  readonly found: HtmlFindings = {
    emptyLinks: 0,
    wrongLinks: [],
    plainLinks: [],
    hasUnsubscribeLink: false,
    hasImages: false,
    hasDataImages: false,
    activeElements: [],
    visibleLetters: 0,
    hiddenLetters: 0,
  };
  readonly #unsubscribeUrl: string;
  readonly #open: Shown[] = [];
  /** How many of the open elements are unseen in each way. */
  readonly #depth: Record<Shown, number> = { SEEN: 0, NO_CONTENT: 0, HIDDEN: 0 };
  #isInUnsubscribeLink = false;

  constructor(unsubscribeUrl: string) {
    this.#unsubscribeUrl = unsubscribeUrl;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const shown = NO_CONTENT.has(name) ? 'NO_CONTENT' : isHidden(attributes) ? 'HIDDEN' : 'SEEN';
    if (!VOID.has(name)) {
      this.#open.push(shown);
      this.#depth[shown]++;
    }
    if (ACTIVE.has(name) && !this.found.activeElements.includes(name)) this.found.activeElements.push(name);
    if (name === 'img') this.#meetImage(attributes);
    if (name === 'a' && attributes.href !== undefined) this.#meetLink(attributes.href.trim());
  }

  ontext(text: string): void {
    if (this.#depth.NO_CONTENT > 0) return;
    const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    this.found[this.#isHidden ? 'hiddenLetters' : 'visibleLetters'] += letters;
    if (!this.#isHidden && letters > 0 && this.#isInUnsubscribeLink) this.found.hasUnsubscribeLink = true;
  }

  onclosetag(name: string): void {
    if (name === 'a') this.#isInUnsubscribeLink = false;
    const ended = VOID.has(name) ? undefined : this.#open.pop();
    if (ended) this.#depth[ended]--;
  }

  get #isHidden(): boolean {
    return this.#depth.HIDDEN > 0;
  }

  #meetImage({ src = '', alt = '' }: Record<string, string>): void {
    this.found.hasImages = true;
    if (/^\s*data:/i.test(src)) this.found.hasDataImages = true;
    if (this.#isInUnsubscribeLink && !this.#isHidden && alt.trim() !== '')
      this.found.hasUnsubscribeLink = true;
  }

  #meetLink(href: string): void {
    this.#isInUnsubscribeLink = href === this.#unsubscribeUrl;
    if (this.#isInUnsubscribeLink || /^(?:mailto|tel|sms):./i.test(href)) return;
    if (href === '' || href === '#') this.found.emptyLinks++;
    else if (href.startsWith('#')) return;
    else if (!isWebAddress(href)) tell(this.found.wrongLinks, href);
    else if (/^http:/i.test(href)) tell(this.found.plainLinks, href);
  }
}

function tell(links: string[], href: string): void {
  if (links.length < MOST_LINKS_TOLD && !links.includes(href)) links.push(href.slice(0, 200));
}

const isWebAddress = (href: string) =>
  /^https?:\/\/[^\s/?#]/i.test(href) && !/\s/.test(href) && URL.canParse(href);

/** Whether an element is hidden, by the attributes that mail programs respect. */
const isHidden = ({ style = '', hidden }: Record<string, string>) =>
  hidden !== undefined ||
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)/i.test(style);
