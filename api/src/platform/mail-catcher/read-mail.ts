import PostalMime, { type Attachment } from 'postal-mime';
import type { Mailbox } from '../mime/mailbox.ts';
import { flatten } from './summarise-mail.ts';

/** The contents of a mail, except the bytes of attachments. */
export interface MailContents {
  cc: Mailbox[];
  replyTo: Mailbox[];
  /** ISO 8601, or the mail's own text if that is not a date; null if there is none. */
  date: string | null;
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: { name: string | null; type: string; size: number }[];
}

/** Parses a mail, which may take long. Rejects if it is nested or folded beyond all limits. */
export async function readMail(raw: Uint8Array): Promise<MailContents> {
  const email = await PostalMime.parse(raw);
  return {
    cc: flatten(email.cc ?? []),
    replyTo: flatten(email.replyTo ?? []),
    date: email.date ?? null,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    html: email.html ?? null,
    text: email.text ?? null,
    attachments: email.attachments.map((attachment) => ({
      name: attachment.filename,
      type: attachment.mimeType,
      size: sizeOf(attachment),
    })),
  };
}

function sizeOf({ content }: Attachment): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}
