import { ThreadPool } from '../threads/thread-pool.ts';
import type { CaughtMail } from './mail-store.ts';
import type { MailContents } from './read-mail.ts';
import { summariseMail, type MailSummary } from './summarise-mail.ts';

/** A mail with all its contents, except the bytes of attachments. */
export interface ParsedMail extends MailSummary, MailContents {
  /** Its envelope: sender and recipients as the SMTP client gave them. */
  envelope: { from: string; to: string[] };
}

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './mail-thread.ts' : './mail-thread.js',
  import.meta.url,
);
const pool = new ThreadPool(program);
const DEADLINE = 3000;

/**
 * Parses a mail in a thread, because anybody may have written it. Rejects if it takes too long or is nested
 * or folded beyond all limits; its raw bytes can still be downloaded.
 */
export async function parseMail(mail: CaughtMail): Promise<ParsedMail> {
  const asked = pool.ask<{ mail: MailContents } | { refusal: string }>(
    { raw: mail.raw },
    { key: String(mail.id), deadline: DEADLINE },
  );
  const [summary, answer] = await Promise.all([summariseMail(mail), asked]);
  if ('refusal' in answer) throw new Error(answer.refusal);
  return { ...summary, ...answer.mail, envelope: { from: mail.from, to: mail.to } };
}
