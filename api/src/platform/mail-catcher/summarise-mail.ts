import PostalMime, { type Address } from 'postal-mime';
import type { Mailbox } from '../mime/mailbox.ts';
import type { CaughtMail } from './mail-store.ts';

/** What a list shows of a mail. */
export interface MailSummary {
  id: number;
  from: Mailbox | null;
  to: Mailbox[];
  subject: string;
  receivedAt: Date;
  /** In bytes. */
  size: number;
}

/**
 * Reads the header section only, once for each mail. If it names no sender or recipients, the envelope's are
 * used.
 */
export function summariseMail(mail: CaughtMail): Promise<MailSummary> {
  const known = summaries.get(mail);
  if (known) return known;
  const summary = summarise(mail);
  summaries.set(mail, summary);
  return summary;
}

const summaries = new WeakMap<CaughtMail, Promise<MailSummary>>();

async function summarise(mail: CaughtMail): Promise<MailSummary> {
  const header = await PostalMime.parse(headerSection(mail.raw)).catch(() => null);
  const from = flatten(header?.from ? [header.from] : []);
  const to = flatten(header?.to ?? []);
  return {
    id: mail.id,
    from: from[0] ?? (mail.from === '' ? null : bare(mail.from)),
    to: to.length > 0 ? to : mail.to.map(bare),
    subject: header?.subject ?? '',
    receivedAt: mail.receivedAt,
    size: mail.raw.length,
  };
}

/** RFC 5322: up to the first empty line. */
function headerSection(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, Math.min(end < 0 ? raw.length : end + 4, longestHeader));
}

const longestHeader = 64 * 1024;

/** Replaces groups by their members. */
export function flatten(addresses: Address[]): Mailbox[] {
  return addresses
    .flatMap((address) => address.group ?? [address])
    .map(({ name, address }) => ({ name, address }));
}

function bare(address: string): Mailbox {
  return { name: '', address };
}
