import { fault, invalid } from '../../errors/domain-error.ts';
import { ThreadEnded } from '../../platform/threads/endable-thread.ts';
import { ThreadPool } from '../../platform/threads/thread-pool.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './markdown-thread.ts' : './markdown-thread.js',
  import.meta.url,
);
const pool = new ThreadPool(program);
const DEADLINE = 2000;

/** Converts Markdown to safe HTML in a thread. Throws INVALID if it takes too long. `key` says for whom. */
export async function renderMarkdown(key: string, text: string): Promise<string> {
  try {
    return await pool.ask<string>({ text }, { key, deadline: DEADLINE });
  } catch (error) {
    const isHeavy = error instanceof ThreadEnded && ['TIME', 'MEMORY'].includes(error.reason);
    if (isHeavy) throw invalid([fault('MARKDOWN_TOO_HEAVY', ['content'])]);
    throw error;
  }
}
