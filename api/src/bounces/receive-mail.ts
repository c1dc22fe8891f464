import type { Context } from '../context/context.ts';
import { readReportApart } from '../platform/incoming/read-report-apart.ts';
import type { MailReport } from '../platform/incoming/read-report.ts';
import { bounceOf } from '../runs/events/bounce-of.ts';
import type { NewMailEvent } from '../runs/events/record-mail-event.ts';
import { unsubscribe } from '../sending/unsubscribing/unsubscribe.ts';
import { findReportedMail, ifKnown } from './find-reported-mail.ts';
import { takeMailEvent } from './take-mail-event.ts';

interface IncomingMail {
  /** The recipients in the envelope. */
  to: string[];
  raw: Buffer;
}

/**
 * Acts on an incoming mail: one that unsubscribes, a bounce because the mailbox does not exist, or a
 * complaint. Anybody can write anything, so a mail counts only if it contains a token made here; every other
 * mail has no effect.
 */
export async function receiveMail(ctx: Context, { to, raw }: IncomingMail): Promise<void> {
  const report = await readReportApart(raw);
  if (!report) {
    ctx.log.warn({ bytes: raw.length }, 'A mail that came back could not be read in time; it is dropped.');
    return;
  }
  if (report.kind === 'OTHER') return leave(ctx, report.subject);
  const event = eventIn(report);
  const mail =
    event && (await findReportedMail(ctx, { to, tokens: [envelopeId(report)], headers: report.returned }));
  if (mail) await takeMailEvent(ctx, { ...mail, ...event });
}

/**
 * Unsubscribes the link whose token is in the subject, whatever a mail program or forwarder has added around
 * it.
 */
async function leave(ctx: Context, subject: string): Promise<void> {
  const token = /\bunsubscribe[\s:]+([\w-]{58})(?![\w-])/i.exec(subject)?.[1];
  if (token) await ifKnown(unsubscribe(ctx, { token, source: 'MAILTO' }));
}

type Said = Exclude<MailReport, { kind: 'OTHER' }>;
type Heard = Omit<NewMailEvent, 'ownerId' | 'addressHash' | 'deliveryId'>;

/**
 * Returns the event in a report, or null if the mail is delayed, was delivered, or was passed on elsewhere.
 */
function eventIn(report: Said): Heard | null {
  if (report.kind === 'COMPLAINT')
    return { kind: 'COMPLAINT', source: 'FEEDBACK', words: report.type, raw: report.fields };
  if (!report.hasFailed) return null;
  const { diagnostic, code, fields } = report;
  return {
    ...bounceOf(diagnostic),
    source: report.isText ? 'TEXT' : 'REPORT',
    code,
    words: diagnostic,
    raw: fields,
  };
}

const envelopeId = (report: Said) => (report.kind === 'BOUNCE' ? report.envelopeId : null);
