import { EndableThread, type Answered } from '../../../platform/threads/endable-thread.ts';
import type { ImportSettings } from '../import-settings.ts';
import type { Batch } from './batch.ts';
import type { ReadAnswer, ReadRequest } from './read-requests.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './read-thread.ts' : './read-thread.js',
  import.meta.url,
);
/** For a piece of a file, which normally takes a few hundredths of a second. */
const DEADLINE = 60_000;

/**
 * Yields the rows of a file in batches, read in a thread, so that the process stays free for other work. The
 * file is requested piece by piece, as its batches are consumed. Rejects with ThreadEnded if a piece takes
 * more time or memory than any real file would. The caller must consume it to its end, or call `return`.
 */
export async function* readApart(
  bytes: AsyncIterable<Uint8Array>,
  settings: ImportSettings,
  { done, deadline = DEADLINE }: { done: number; deadline?: number | undefined },
): AsyncGenerator<Batch> {
  const thread = new EndableThread(program, () => {});
  const ask: Ask = (request) => answerOf(thread.ask(request, deadline));
  try {
    await ask({ step: 'begin', settings, done });
    for await (const piece of bytes) yield* batchesOf(ask, { step: 'read', bytes: piece });
    yield* batchesOf(ask, { step: 'end' });
  } finally {
    // Terminating it frees its memory.
    thread.end('CANCELLED');
  }
}

type Ask = (request: ReadRequest) => Promise<Batch | null>;

async function* batchesOf(ask: Ask, request: ReadRequest): AsyncGenerator<Batch> {
  for (let batch = await ask(request); batch; batch = await ask({ step: 'more' })) yield batch;
}

async function answerOf(asked: Promise<Answered>): Promise<Batch | null> {
  const answer = (await asked).answer as ReadAnswer;
  if ('failure' in answer) throw new Error(`A file could not be read. ${answer.failure}`);
  return answer.batch;
}
