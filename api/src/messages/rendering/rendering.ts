import type { Fault } from '../../errors/domain-error.ts';
import { ThreadEnded } from '../../platform/threads/endable-thread.ts';
import { type Asking, ThreadPool } from '../../platform/threads/thread-pool.ts';
import type { MessageSource } from './compile-message.ts';
import type { TemplateValues } from './template-values.ts';
import { type DateSettings, usualDates } from './mail-context.ts';
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

/** How long a person waits, and how long a run waits for one mail, in milliseconds. */
const FOR_A_PERSON = 5000;
const FOR_A_MAIL = 1000;

/**
 * Work on templates, which may take too long: it is done in threads that can be ended, so that the process goes on whatever
 * stands in a template. `key` says for whom; whoever takes long is waited for by nobody else.
 */
export class Rendering {
  readonly #pool = new ThreadPool(program);

  /** Begins a thread before it is needed. */
  warm(): void {
    this.#pool.warm();
  }

  /** What is wrong with a message; that it takes too long is told as one of its problems. */
  async problems(key: string, source: MessageSource, dates: DateSettings = usualDates): Promise<Fault[]> {
    try {
      return await this.#ask('problems', { source, dates }, { key, deadline: FOR_A_PERSON });
    } catch (error) {
      return [renderFault(error)];
    }
  }

  /** The placeholders of a message; none if they cannot be found in time. */
  async variables(key: string, source: Pick<MessageSource, 'subject' | 'body'>): Promise<string[]> {
    return this.#ask('variables', { source }, { key, deadline: FOR_A_PERSON }).catch(() => []);
  }

  /** What a person with these values would get; empty parts and a problem if it takes too long. */
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

  /** How the mails of a message are made. Throws RenderError if they cannot be. */
  plan(key: string, source: MessageSource): Promise<MessagePlan> {
    return this.#ask('plan', { source }, { key, deadline: FOR_A_PERSON });
  }

  /** The bytes of one mail. Throws RenderError if it cannot be made, also after it has ended its thread twice. */
  async mail(key: string, request: MailRequest): Promise<Buffer> {
    const bytes = await this.#ask('mail', request, { key, deadline: FOR_A_MAIL, retries: 1 });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Ends what was asked under a key. */
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

/** That of this process; its threads begin when they are first needed, and keep nobody from ending. */
export const rendering = new Rendering();

/** An entity cannot be given to another thread. */
const plain = (source: { subject: string; body: string; format?: string }) => ({
  subject: source.subject,
  body: source.body,
  ...(source.format && { format: source.format }),
});

/** The words for a thread that was ended, with the place of the placeholder that it was at. */
function endedIn(
  { subject, body }: Pick<MessageSource, 'subject' | 'body'>,
  ended: ThreadEnded,
): RenderError {
  const { part, offset } = readProgress(ended.progress);
  const reason = ended.reason === 'MEMORY' ? 'it takes too much memory' : 'it takes too long';
  if (part === 'none') return new RenderError(reason, { isLimit: true, place: { part } });
  const [line, column] = placeAt(part === 'subject' ? subject : withCrlf(body), offset);
  return new RenderError(`${reason}, line:${line}, col:${column}`, {
    isLimit: true,
    place: { part, line, column },
  });
}
