import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { readTextBounce } from './read-text-bounce.ts';

/**
 * What an incoming mail claims about one that was sent from here. Whether to believe it is decided elsewhere.
 */
export type MailReport =
  /** A delivery report (RFC 3464): the mail failed permanently, or the report says something else. */
  | {
      kind: 'BOUNCE';
      /** Whether it has no machine-readable part, and was read from its words. */
      isText?: boolean;
      hasFailed: boolean;
      /** The server's reply, or a substitute made from the status. */
      diagnostic: string;
      /** The enhanced status code; null if the report has none. */
      code: string | null;
      /** The envelope's id (ENVID, RFC 3461) as it was sent; null if the report has none. */
      envelopeId: string | null;
      /** The part of the report that was read. */
      fields: string;
      returned: string;
    }
  /** A reader has reported the mail as unwanted (RFC 5965). */
  | { kind: 'COMPLAINT'; type: string; fields: string; returned: string }
  | { kind: 'OTHER'; subject: string };

const MOST_NESTING = 20;
const MOST_TEXT = 20_000;

/**
 * Reads a mail of limited size, which may take seconds. Of a mail that a report contains, only the headers
 * are parsed.
 */
export async function readReport(raw: Uint8Array): Promise<MailReport> {
  const mail = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: MOST_NESTING,
  });
  const returned = textOf(partOf(mail, RETURNED)).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const feedback = partOf(mail, ['message/feedback-report']);
  if (feedback) return readFeedback(textOf(feedback), returned);
  const status = partOf(mail, ['message/delivery-status', 'message/global-delivery-status']);
  if (status) return { kind: 'BOUNCE', ...readStatus(textOf(status)), returned };
  // Outlook's complaints are the bare mail, with an extra header.
  if (/^x-hmxmroriginalrecipient:/im.test(returned))
    return { kind: 'COMPLAINT', type: 'abuse', fields: '', returned };
  return readWords(mail) ?? { kind: 'OTHER', subject: mail.subject ?? '' };
}

/** Reads a bounce without a machine-readable part, if a mail server has sent it. */
function readWords({ from, text, headers }: Email): MailReport | null {
  const sender = from?.address ?? '';
  const isServer =
    sender === '' ||
    /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon)@/i.test(sender) ||
    headers.some(({ key }) => key === 'x-failed-recipients');
  const bounce = isServer ? readTextBounce((text ?? '').slice(0, MOST_TEXT)) : null;
  return bounce && { kind: 'BOUNCE', isText: true, hasFailed: true, envelopeId: null, ...bounce };
}

const RETURNED = ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'];

const partOf = ({ attachments }: Email, types: string[]): Attachment | undefined =>
  attachments.find(({ mimeType }) => types.includes(mimeType));

function textOf(part: Attachment | undefined): string {
  const content = part?.content ?? '';
  const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
  return text.slice(0, MOST_TEXT);
}

// A reader who withdraws a complaint reports `not-spam`; DMARC uses `auth-failure` for a single mail.
const NO_COMPLAINTS = new Set(['not-spam', 'auth-failure', 'virus', 'dkim']);

function readFeedback(text: string, returned: string): MailReport {
  const [fields = new Map<string, string>()] = fieldBlocks(text);
  const type = fields.get('feedback-type')?.toLowerCase() ?? 'abuse';
  return NO_COMPLAINTS.has(type)
    ? { kind: 'OTHER', subject: '' }
    : { kind: 'COMPLAINT', type, fields: text, returned };
}

/**
 * Some servers write everything into one block, some omit the first: a recipient's block is one with an
 * action.
 */
function readStatus(text: string): Omit<Extract<MailReport, { kind: 'BOUNCE' }>, 'kind' | 'returned'> {
  const blocks = fieldBlocks(text);
  const failed = blocks.find((fields) => /^failed/i.test(fields.get('action') ?? ''));
  const envelopeId = blocks.find((fields) => fields.has('original-envelope-id'))?.get('original-envelope-id');
  const about = { envelopeId: envelopeId ?? null, fields: text };
  if (!failed) return { hasFailed: false, diagnostic: '', code: null, ...about };
  return { hasFailed: true, ...diagnosisIn(failed), ...about };
}

function diagnosisIn(fields: Map<string, string>): { diagnostic: string; code: string | null } {
  const words = (fields.get('diagnostic-code') ?? '').replace(/^[^;]*;\s*/, '').replace(/^#(?=\d)/, '');
  const status = /^[45](?:\.\d{1,3}){2}/.exec(fields.get('status') ?? '')?.[0] ?? '';
  // A reply begins with its code; without a reply, the status is all there is.
  const assumed = status.startsWith('4') ? 450 : 550;
  const diagnostic = /^[45]\d\d/.test(words) ? words : `${assumed} ${status} ${words}`.trim();
  return { diagnostic, code: status || null };
}

/** Splits blocks of `Name: value` with empty lines between them; folded lines are joined. */
function fieldBlocks(text: string): Map<string, string>[] {
  const unfolded = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
  return unfolded.split(/\n\n+/).map((block) => {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    return fields;
  });
}
