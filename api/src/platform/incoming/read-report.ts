import PostalMime, { type Attachment, type Email } from 'postal-mime';

/** What an incoming mail says about one that was sent from here. It says so; whether it is believed is another matter. */
type MailReport =
  /** A delivery report (RFC 3464): that the mail failed for good, or something that is none of that. */
  | { kind: 'BOUNCE'; hasFailed: boolean; diagnostic: string; returned: string }
  /** A reader has reported the mail as unwanted (RFC 5965). */
  | { kind: 'COMPLAINT'; returned: string }
  | { kind: 'OTHER'; subject: string };

const MOST_NESTING = 20;
const MOST_TEXT = 20_000;

/** Reads a mail of bounded size. The mail that a report brings back is not looked into but for its headers. */
export async function readReport(raw: Buffer): Promise<MailReport> {
  const mail = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: MOST_NESTING,
  });
  const returned = textOf(partOf(mail, RETURNED)).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const feedback = partOf(mail, ['message/feedback-report']);
  if (feedback) return readFeedback(textOf(feedback), returned);
  const status = partOf(mail, ['message/delivery-status', 'message/global-delivery-status']);
  if (status) return { kind: 'BOUNCE', ...readStatus(textOf(status)), returned };
  return { kind: 'OTHER', subject: mail.subject ?? '' };
}

const RETURNED = ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'];

const partOf = ({ attachments }: Email, types: string[]): Attachment | undefined =>
  attachments.find(({ mimeType }) => types.includes(mimeType));

function textOf(part: Attachment | undefined): string {
  const content = part?.content ?? '';
  const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
  return text.slice(0, MOST_TEXT);
}

function readFeedback(text: string, returned: string): MailReport {
  const [fields = new Map<string, string>()] = fieldBlocks(text);
  const type = fields.get('feedback-type')?.toLowerCase() ?? 'abuse';
  // A reader who takes a complaint back reports `not-spam`.
  return type === 'not-spam' ? { kind: 'OTHER', subject: '' } : { kind: 'COMPLAINT', returned };
}

/** Some write everything into one block, some leave out the first: a recipient's block is one with an action. */
function readStatus(text: string): { hasFailed: boolean; diagnostic: string } {
  const people = fieldBlocks(text).filter((fields) => fields.has('action'));
  const failed = people.find((fields) => /^failed/i.test(fields.get('action')!));
  if (!failed) return { hasFailed: false, diagnostic: '' };
  const words = (failed.get('diagnostic-code') ?? '').replace(/^[^;]*;\s*/, '');
  const status = failed.get('status') ?? '';
  // A reply begins with its code; where there is no reply, the status is all that is known.
  return { hasFailed: true, diagnostic: /^[45]\d\d/.test(words) ? words : `550 ${status} ${words}`.trim() };
}

/** Blocks of `Name: value` with empty lines between them; folded lines joined. */
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
