import { createHash } from 'node:crypto';
import type { Context } from '../../context/context.ts';
import type { MailService } from '../../platform/mime/service-headers.ts';
import type { MailEventSource } from '../../runs/events/mail-event.enums.ts';
import { findReportedMail, type ReportedMail } from '../find-reported-mail.ts';
import { takeMailEvent } from '../take-mail-event.ts';
import type { HookEvent } from './hook.ts';

/**
 * Records signed events of a mail service. The mail is identified by the delivery's token, else by its
 * Message-ID together with the address, else by the address: the last mail sent to it within a week. Events
 * about no mail of this installation are ignored.
 */
export async function takeHookEvents(ctx: Context, service: MailService, events: HookEvent[]): Promise<void> {
  const source = service.toUpperCase() as MailEventSource;
  for (const { email, token, messageId, ...heard } of events) {
    const mail =
      (await findReportedMail(ctx, { tokens: [token] })) ??
      (await findByMessageId(ctx, { messageId, email })) ??
      (await findByAddress(ctx, email));
    if (mail) await takeMailEvent(ctx, { ...mail, ...heard, source });
  }
}

async function findByMessageId(
  ctx: Context,
  { messageId, email }: Pick<HookEvent, 'messageId' | 'email'>,
): Promise<ReportedMail | null> {
  const [, runId, installation, deliveryId] =
    /^<?(\d{1,9})\.([\da-f]{8})\.(\d{1,15})@/.exec(messageId ?? '') ?? [];
  if (!runId || !isOwn(ctx, installation!)) return null;
  return found(
    ctx,
    `select run.owner_id, delivery.address_hash, delivery.id from delivery join mailing_run run on run.id = delivery.run_id
     where delivery.id = ?::bigint and run.id = ?::int and delivery.address_hash = address_hash(?)`,
    [deliveryId, runId, plain(email)],
  );
}

/** Message-IDs contain a hash of the installation's secret, see `runHeadersOf`. */
const isOwn = ({ secret, earlierSecrets }: Context, installation: string) =>
  [secret, ...earlierSecrets].some(
    (each) => createHash('sha256').update(each).digest('hex').slice(0, 8) === installation,
  );

const findByAddress = (ctx: Context, email: string): Promise<ReportedMail | null> =>
  found(
    ctx,
    `select run.owner_id, delivery.address_hash, delivery.id
     from recipient join delivery on delivery.recipient_id = recipient.id and delivery.address_hash = recipient.address_hash
     join mailing_run run on run.id = delivery.run_id
     where recipient.address_hash = address_hash(?) and delivery.state = 'SENT' and sent_at > now() - interval '7 days'
     order by sent_at desc limit 1`,
    [plain(email)],
  );

const plain = (email: string) => email.replaceAll('\0', '').trim();

async function found(ctx: Context, sql: string, params: unknown[]): Promise<ReportedMail | null> {
  const [row] = await ctx.em.execute<{ owner_id: number; address_hash: Buffer; id: string }[]>(sql, params);
  return row ? { ownerId: row.owner_id, addressHash: row.address_hash, deliveryId: Number(row.id) } : null;
}
