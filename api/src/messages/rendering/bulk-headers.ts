import { deliverableAddress, needsSmtpUtf8, sendableAddress } from '../../platform/mime/email-address.ts';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import { dateNow, LINE, mailboxHeader } from './mail-headers.ts';
import { RenderError } from './render-error.ts';

/** The header values that all mails of a run share. */
export interface BulkSender {
  from: Mailbox;
  /** Omitted from the mails if its address needs SMTPUTF8. */
  replyTo?: Mailbox;
  /** RFC 2919: a name to show, and an identifier that stays the same from run to run. */
  listId?: { name: string; id: string };
  /**
   * For Gmail's feedback loop: at most three fields and a name for this installation. Must not identify a
   * person.
   */
  feedbackId?: string;
  /** RFC 9477: the address for reports about unwanted mail. */
  complaintAddress?: string;
}

/** The header values of one mail. */
interface Recipient {
  address: string;
  name: string;
  /** With https, it supports one-click unsubscribing (RFC 8058). */
  unsubscribeUrl?: string;
  /** A `mailto:` URL that unsubscribes as well. */
  unsubscribeMailto?: string;
  /** More headers of its own, each with its line end. */
  serviceHeaders?: string;
}

/**
 * Returns the headers that are the same in every mail of a run, each with its line end. Throws RenderError
 * for an invalid sender.
 */
export function commonHeaders({ from, replyTo, listId, feedbackId, complaintAddress }: BulkSender): string {
  const sender = requireSendable(from.address);
  const answers = replyTo && sendableAddress(replyTo.address);
  return [
    mailboxHeader('From', from.name, sender),
    ...(replyTo && answers?.ok ? [mailboxHeader('Reply-To', replyTo.name, answers.address)] : []),
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'Precedence: bulk',
    // Tells Exchange not to reply with out-of-office notes and receipts.
    'X-Auto-Response-Suppress: All',
    ...(listId ? [mailboxHeader('List-Id', listId.name, listId.id)] : []),
    ...(feedbackId ? [`Feedback-ID: ${feedbackId}`] : []),
    ...(complaintAddress ? [`CFBL-Address: ${complaintAddress}; report=arf`] : []),
    '',
  ].join('\r\n');
}

/**
 * Returns the headers of one mail, each with its line end. Throws RenderError for an invalid address or link.
 */
export function recipientHeaders(recipient: Recipient, messageId: string): string {
  const to = mailboxHeader('To', recipient.name, requireDeliverable(recipient.address));
  return `${to}\r\nDate: ${dateNow()}\r\nMessage-ID: <${messageId}>\r\n${recipient.serviceHeaders ?? ''}${unsubscribeHeaders(recipient)}`;
}

/** Puts the link first, because mail programs with one-click support take the first https link. */
function unsubscribeHeaders({ unsubscribeUrl, unsubscribeMailto }: Recipient): string {
  if (unsubscribeUrl === undefined) return '';
  const links = [unsubscribeUrl, ...(unsubscribeMailto === undefined ? [] : [unsubscribeMailto])];
  if (!links.every((link) => URL_CHARACTERS.test(link)))
    throw new RenderError('The unsubscribe link is no URL.');
  const header = links.map((link) => `<${link}>`).join(',\r\n ');
  const isLong = links.length > 1 || 'List-Unsubscribe: '.length + header.length > LINE;
  const first = `List-Unsubscribe:${isLong ? '\r\n' : ''} ${header}\r\n`;
  // RFC 8058, section 3.1: one-click unsubscribing requires https.
  const isOneClick = unsubscribeUrl.startsWith('https:');
  return isOneClick ? `${first}List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n` : first;
}

const URL_CHARACTERS = /^[\x21-\x3b\x3d\x3f-\x7e]+$/;

function requireSendable(address: string): string {
  const sendable = sendableAddress(address);
  return sendable.ok ? sendable.address : refuse(sendable.problem);
}

/** Returns a recipient's address: beyond ASCII as UTF-8 (RFC 6532), one character for each of its bytes. */
function requireDeliverable(address: string): string {
  const deliverable = deliverableAddress(address);
  if (!deliverable.ok) return refuse(deliverable.problem);
  return needsSmtpUtf8(deliverable.address)
    ? Buffer.from(deliverable.address).toString('latin1')
    : deliverable.address;
}

function refuse(problem: string): never {
  throw new RenderError(`The address cannot be used for sending (${problem}).`);
}
