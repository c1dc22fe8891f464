import PostalMime, { type Attachment } from 'postal-mime';
import type { Mailbox } from '../mime/mailbox.ts';
import type { CaughtMail } from './mail-store.ts';
import { flatten, summariseMail, type MailSummary } from './summarise-mail.ts';

/** A mail with everything that is in it, bytes of attachments aside. */
export interface ParsedMail extends MailSummary {
  /** Its envelope: sender and recipients as the SMTP client named them. */
  envelope: { from: string; to: string[] };
  cc: Mailbox[];
  replyTo: Mailbox[];
  /** ISO 8601; as it stands in the mail where that is no date, null if there is none. */
  date: string | null;
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: { name: string | null; type: string; size: number }[];
}

/** Rejects where the mail is nested or folded beyond all measure. */
export async function parseMail(mail: CaughtMail): Promise<ParsedMail> {
  const [summary, email] = await Promise.all([summariseMail(mail), PostalMime.parse(mail.raw)]);
  return {
    ...summary,
    envelope: { from: mail.from, to: mail.to },
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
