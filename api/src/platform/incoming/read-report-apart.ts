import { ThreadEnded } from '../threads/endable-thread.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import type { MailReport } from './read-report.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './report-thread.ts' : './report-thread.js',
  import.meta.url,
);
const pool = new ThreadPool(program);
const DEADLINE = 3000;

/**
 * Reads an incoming mail in a thread, because anybody may have written it. Returns null if that takes too
 * long, or the mail is nested or folded beyond all limits: trying it again would not help.
 */
export async function readReportApart(raw: Uint8Array): Promise<MailReport | null> {
  try {
    const asked = pool.ask<{ report: MailReport } | { refusal: string }>(
      { raw },
      { key: 'incoming', deadline: DEADLINE },
    );
    const answer = await asked;
    return 'report' in answer ? answer.report : null;
  } catch (error) {
    if (error instanceof ThreadEnded) return null;
    throw error;
  }
}
