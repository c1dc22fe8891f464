import { sendableAddress } from '../../platform/mime/email-address.ts';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import { dateNow, LINE, mailboxHeader } from './mail-headers.ts';
import { RenderError } from './render-error.ts';

/** What the headers of all mails of a run have in common. */
export interface BulkSender {
  from: Mailbox;
  /** Left out of the mails if its address cannot be written without SMTPUTF8. */
  replyTo?: Mailbox;
  /** RFC 2919: a name to show, and an identifier that stays the same from run to run. */
  listId?: { name: string; id: string };
  /** As Gmail's feedback loop takes it: at most three fields and a name of this installation. Names no person. */
  feedbackId?: string;
  /** RFC 9477: reports about unwanted mail are sent to this address. */
  complaintAddress?: string;
}

/** What the headers of one mail say of its recipient. */
interface Recipient {
  address: string;
  name: string;
  /** With https it can be used by one click (RFC 8058). */
  unsubscribeUrl?: string;
  /** A `mailto:` URL that unsubscribes as well. */
  unsubscribeMailto?: string;
}

/** The headers that are the same in every mail of a run, each with its line end. Throws RenderError for a sender that is none. */
export function commonHeaders({ from, replyTo, listId, feedbackId, complaintAddress }: BulkSender): string {
  const sender = requireSendable(from.address);
  const answers = replyTo && sendableAddress(replyTo.address);
  return [
    mailboxHeader('From', from.name, sender),
    ...(replyTo && answers?.ok ? [mailboxHeader('Reply-To', replyTo.name, answers.address)] : []),
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'Precedence: bulk',
    // Exchange's way not to answer with notes of absence and receipts.
    'X-Auto-Response-Suppress: All',
    ...(listId ? [mailboxHeader('List-Id', listId.name, listId.id)] : []),
    ...(feedbackId ? [`Feedback-ID: ${feedbackId}`] : []),
    ...(complaintAddress ? [`CFBL-Address: ${complaintAddress}; report=arf`] : []),
    '',
  ].join('\r\n');
}

/** The headers of one mail, each with its line end. Throws RenderError for an address or a link that is none. */
export function recipientHeaders(recipient: Recipient, messageId: string): string {
  const to = mailboxHeader('To', recipient.name, requireSendable(recipient.address));
  return `${to}\r\nDate: ${dateNow()}\r\nMessage-ID: <${messageId}>\r\n${unsubscribeHeaders(recipient)}`;
}

/** Both ways of the same header, the link first: the mail programs that know one click take the first https link. */
function unsubscribeHeaders({ unsubscribeUrl, unsubscribeMailto }: Recipient): string {
  if (unsubscribeUrl === undefined) return '';
  const links = [unsubscribeUrl, ...(unsubscribeMailto === undefined ? [] : [unsubscribeMailto])];
  if (!links.every((link) => URL_CHARACTERS.test(link)))
    throw new RenderError('The unsubscribe link is no URL.');
  const header = links.map((link) => `<${link}>`).join(',\r\n ');
  const isLong = links.length > 1 || 'List-Unsubscribe: '.length + header.length > LINE;
  const first = `List-Unsubscribe:${isLong ? '\r\n' : ''} ${header}\r\n`;
  // RFC 8058, section 3.1: one click is for https alone.
  const isOneClick = unsubscribeUrl.startsWith('https:');
  return isOneClick ? `${first}List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n` : first;
}

const URL_CHARACTERS = /^[\x21-\x3b\x3d\x3f-\x7e]+$/;

function requireSendable(address: string): string {
  const sendable = sendableAddress(address);
  if (sendable.ok) return sendable.address;
  throw new RenderError(`The address cannot be used for sending (${sendable.problem}).`);
}
