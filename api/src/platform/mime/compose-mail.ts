import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from './mailbox.ts';

/** A single mail from a program to one person. */
interface SingleMail {
  from: Mailbox;
  /** The address in the form that an envelope takes. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * Returns the whole mail as multipart/alternative, with a Message-ID of its own. Nothing is read from files
 * or the network.
 */
export function composeMail({ from, to, subject, text, html }: SingleMail): Promise<Buffer> {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return new MailComposer({
    from,
    to: {
      name: '',
      address: to,
    },
    subject,
    text,
    html,
    date: new Date(),
    messageId: `<${randomUUID()}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    textEncoding: 'quoted-printable',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
