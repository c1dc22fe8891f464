import type { Fault } from '../../errors/domain-error.ts';
import { ThreadEnded } from '../../platform/threads/endable-thread.ts';
import { type Asking, ThreadPool } from '../../platform/threads/thread-pool.ts';
import type { MessageSource } from './compile-message.ts';
import type { TemplateValues } from './template-values.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
import type { CheckedMails, MailsToCheck } from './preflight/check-mails.ts';
import type { MessagePlan } from './plan-message.ts';
import { readProgress } from './progress.ts';
import { RenderError } from './render-error.ts';
import { renderFault } from './render-fault.ts';
import type { RenderedPreview } from './render-preview.ts';
import type { MailRequest, RenderAnswer, RenderTask, RenderTasks } from './render-requests.ts';
import { placeAt } from './token-position.ts';
import { withCrlf } from './with-crlf.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './render-thread.ts' : './render-thread.js',
  import.meta.url,
);

type Templates = Pick<MessageSource, 'subject' | 'body' | 'textPart'>;

/** How long a person waits, and how long a run waits for one mail, in milliseconds. */
const FOR_A_PERSON = 5000;
const FOR_A_MAIL = 1000;

/**
 * Work on templates that may take too long. It runs in threads that can be terminated, so that no template
 * stops the process. `key` says for whom it is done; slow work delays only others with the same key.
 */
export class Rendering {
  readonly #pool = new ThreadPool(program);

  /** Starts a thread before it is needed. */
  warm(): void {
    this.#pool.warm();
  }

  /** Finds a message's problems. Taking too long is reported as one of them. */
  async problems(key: string, source: MessageSource, dates: DateSettings = usualDates): Promise<Fault[]> {
    try {
      return await this.#ask('problems', { source, dates }, { key, deadline: FOR_A_PERSON });
    } catch (error) {
      return [renderFault(error)];
    }
  }

  /** Returns the placeholders of a message, or none if they cannot be found in time. */
  async variables(key: string, source: Templates): Promise<string[]> {
    return this.#ask('variables', { source }, { key, deadline: FOR_A_PERSON }).catch(() => []);
  }

  /** Renders what a person with these values would get; empty parts and a problem if that takes too long. */
  async preview(
    key: string,
    {
      source,
      values,
      dates = usualDates,
    }: { source: MessageSource; values: TemplateValues; dates?: DateSettings },
  ): Promise<RenderedPreview> {
    try {
      return await this.#ask('preview', { source, values, dates }, { key, deadline: FOR_A_PERSON });
    } catch (error) {
      return { subject: '', html: '', text: '', size: 0, problems: [renderFault(error)] };
    }
  }

  /** Decides how the mails of a message are rendered. Throws RenderError if they cannot be. */
  plan(key: string, source: MessageSource): Promise<MessagePlan> {
    return this.#ask('plan', { source }, { key, deadline: FOR_A_PERSON });
  }

  /**
   * Renders the mails of some people and returns what is wrong with them. Throws RenderError if that takes
   * too long.
   */
  check(key: string, mails: MailsToCheck): Promise<CheckedMails> {
    return this.#ask('check', mails, { key, deadline: FOR_A_PERSON });
  }

  /**
   * Renders the bytes of one mail. Throws RenderError if it cannot be rendered, or has ended its thread
   * twice.
   */
  async mail(key: string, request: MailRequest): Promise<Buffer> {
    const bytes = await this.#ask('mail', request, { key, deadline: FOR_A_MAIL, retries: 1 });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Aborts all work under a key. */
  cancel(key: string): void {
    this.#pool.cancel(key);
  }

  close(): void {
    this.#pool.close();
  }

  async #ask<T extends RenderTask>(
    task: T,
    given: RenderTasks[T]['given'],
    asking: Asking,
  ): Promise<RenderTasks[T]['answer']> {
    const request = { task, ...given, source: plain(given.source) };
    const answer = await this.#pool.ask<RenderAnswer>(request, asking).catch((error: unknown) => {
      throw error instanceof ThreadEnded ? endedIn(given.source, error) : error;
    });
    if (answer.isDone) return answer.value as RenderTasks[T]['answer'];
    const { reason, isLimit, place } = answer;
    throw new RenderError(reason, { isLimit, place });
  }
}

/** The rendering of this process. Its threads start on demand and do not keep the process alive. */
export const rendering = new Rendering();

/** An entity cannot be passed to another thread. */
const plain = (source: Templates & { format?: string }) => ({
  subject: source.subject,
  body: source.body,
  ...(source.format && { format: source.format }),
  ...(source.textPart && { textPart: source.textPart }),
});

/** The error for a thread that was terminated, with the placeholder that it was working on. */
function endedIn({ subject, body, textPart }: Templates, ended: ThreadEnded): RenderError {
  const { part, offset } = readProgress(ended.progress);
  const reason = ended.reason === 'MEMORY' ? 'it takes too much memory' : 'it takes too long';
  if (part === 'none') return new RenderError(reason, { isLimit: true, place: { part } });
  const sources = { subject, body: withCrlf(body), textPart: withCrlf(textPart ?? '') };
  const [line, column] = placeAt(sources[part], offset);
  return new RenderError(`${reason}, line:${line}, col:${column}`, {
    isLimit: true,
    place: { part, line, column },
  });
}
