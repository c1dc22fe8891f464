import { fetchPart } from '#lib/connection/fetch-part.ts';
import type { Form } from '#lib/forms/form.svelte.ts';
import type { Loss } from '#lib/editor/mail/judge-mail.ts';
import { m } from '#lib/paraglide/messages.js';
import { notify } from '#lib/toast/notify.ts';
import { htmlOf, textOf } from './convert-body.ts';
import type { MessageValues } from './message-form.ts';

/** How a body is written: as the mail will look, as its HTML, or as plain text. */
export type Way = 'WRITE' | 'SOURCE' | 'TEXT';

/** Why a body cannot be opened in the editor. `isFinal` if more than styling would be lost. */
export interface Objection {
  losses: Loss[];
  isFinal: boolean;
  /** The body after the conversion. */
  body: string;
}

/** The way in which the body of a message is written, and the change to another. */
export class BodyWays {
  objection = $state.raw<Objection | null>(null);
  readonly #form: Form<MessageValues, MessageValues>;
  #isWritten = $state(false);
  #isGuess = $state(false);

  /** A new message is written in the editor; an old one that came from there probably too, which `open` finds out. */
  constructor(form: Form<MessageValues, MessageValues>, isNew: boolean) {
    this.#form = form;
    this.#isWritten = form.values.format === 'HTML' && isFromEditor(form.values.body);
    this.#isGuess = this.#isWritten && !isNew;
  }

  /** Whether it is not known yet that the way is right. */
  get isGuess(): boolean {
    return this.#isGuess;
  }

  get way(): Way {
    if (this.#form.values.format === 'TEXT') return 'TEXT';
    return this.#isWritten ? 'WRITE' : 'SOURCE';
  }

  /** Opens a body in the editor if the editor wrote it and nobody has edited it elsewhere since. */
  async open(): Promise<void> {
    try {
      while (this.#isGuess) {
        const { body } = this.#form.values;
        const { way } = await judge(body);
        if (!this.#isGuess || body !== this.#form.values.body) continue;
        this.#settle(way === 'WRITE');
      }
    } finally {
      // Its code cannot be fetched.
      if (this.#isGuess) this.#settle(false);
    }
  }

  async choose(way: Way): Promise<void> {
    if (way === this.way) return;
    if (way === 'TEXT') this.#become({ body: textOf(this.#form.values.body), format: 'TEXT' }, false);
    else if (this.way === 'TEXT') await this.#becomeHtml(way);
    else if (way === 'SOURCE') this.#settle(false);
    else await this.#write();
  }

  /** Replaces the body by one without what the editor does not support. */
  convert({ body }: Objection): void {
    this.#become({ body, format: 'HTML' }, true);
  }

  async #becomeHtml(way: Way): Promise<void> {
    const body = htmlOf(this.#form.values.body);
    if (way === 'SOURCE') return this.#become({ body, format: 'HTML' }, false);
    const { written } = await judge(body);
    this.#become({ body: written, format: 'HTML' }, true);
  }

  async #write(): Promise<void> {
    const { way, losses, written } = await judge(this.#form.values.body);
    if (way === 'WRITE' || losses.length === 0) {
      if (way !== 'WRITE') this.#form.restore({ body: written });
      this.#settle(true);
    } else this.objection = { losses, isFinal: way === 'SOURCE', body: written };
  }

  /** Can be undone, which restores the body. */
  #become(next: Pick<MessageValues, 'body' | 'format'>, isWritten: boolean): void {
    const { body, format } = this.#form.values;
    const wasWritten = this.#isWritten;
    this.#form.restore(next);
    this.#settle(isWritten);
    notify({
      title: next.format === 'TEXT' ? m.message_is_text() : m.message_is_html(),
      action: {
        label: m.undo(),
        onclick: () => {
          this.#form.restore({ body, format });
          this.#settle(wasWritten);
        },
      },
    });
  }

  #settle(isWritten: boolean): void {
    this.#isWritten = isWritten;
    this.#isGuess = false;
  }
}

const isFromEditor = (body: string) => body.includes('data-pl="mail"');

/** The editor is large, so it is fetched on demand. */
async function judge(html: string) {
  const { judgeMail } = await fetchPart(() => import('#lib/editor/mail/judge-mail.ts'));
  const { writeMail } = await fetchPart(() => import('#lib/editor/mail/write-mail.ts'));
  const { way, losses, read } = judgeMail(html);
  return { way, losses, written: way === 'WRITE' ? html : writeMail(read.mail, read.theme) };
}
