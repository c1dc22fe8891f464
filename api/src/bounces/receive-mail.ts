import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import { readReport } from '../platform/incoming/read-report.ts';
import { readReturnToken } from '../platform/mime/return-token.ts';
import { classifyReply } from '../platform/smtp/classify-reply.ts';
import type { SuppressionReason, SuppressionSource } from '../recipients/suppressions/suppression.entity.ts';
import { findLink } from '../sending/unsubscribing/find-link.ts';
import type { UnsubscribeLink } from '../sending/unsubscribing/unsubscribe-link.ts';
import { unsubscribe } from '../sending/unsubscribing/unsubscribe.ts';

interface IncomingMail {
  /** The recipient in the envelope. */
  to: string;
  raw: Buffer;
}

/**
 * Acts on what comes back: a mail that unsubscribes, a bounce that says that there is no such mailbox, a complaint. Anybody can
 * write anything, so only what carries a token that was made here is believed, and everything else does nothing.
 */
export async function receiveMail(ctx: Context, { to, raw }: IncomingMail): Promise<void> {
  const report = await readReport(raw);
  if (report.kind === 'OTHER') return leave(ctx, report.subject);
  const mail = await findMail(ctx, { to, returned: report.returned });
  if (!mail) return;
  if (report.kind === 'COMPLAINT') return refuse(ctx, mail, { reason: 'COMPLAINED', source: 'COMPLAINT' });
  if (!report.hasFailed || classifyReply(report.diagnostic).kind !== 'NO_MAILBOX') return;
  await refuse(ctx, mail, { reason: 'BOUNCED', source: 'BOUNCE' });
}

/** The token of the link stands in the subject, whatever a mail program or a forwarder has put around it. */
async function leave(ctx: Context, subject: string): Promise<void> {
  const token = /\bunsubscribe[\s:]+([\w-]{58})(?![\w-])/i.exec(subject)?.[1];
  if (token) await ifKnown(unsubscribe(ctx, { token, source: 'MAILTO' }));
}

type BouncedMail = Pick<UnsubscribeLink, 'ownerId' | 'addressHash' | 'deliveryId'>;

/** The mail that is reported on: by the token in the return path, else by the link in the headers that came back. */
async function findMail(
  ctx: Context,
  { to, returned }: { to: string; returned: string },
): Promise<BouncedMail | null> {
  const token = /\+([a-z2-7]{26})@/i.exec(to)?.[1] ?? '';
  const deliveryId = readReturnToken([ctx.secret, ...ctx.earlierSecrets], token);
  if (deliveryId !== null) return findDelivery(ctx, deliveryId);
  const link = /\/unsubscribe\/([\w-]{58})(?![\w-])/.exec(returned)?.[1];
  const found = link ? await ifKnown(findLink(ctx, link)) : null;
  return found && found.kind !== 'TEST' ? found : null;
}

async function findDelivery(ctx: Context, deliveryId: number): Promise<BouncedMail | null> {
  const [row] = await ctx.em.execute<{ owner_id: number; address_hash: Buffer }[]>(
    `select run.owner_id, delivery.address_hash from delivery join mailing_run run on run.id = delivery.run_id
     where delivery.id = ?`,
    [deliveryId],
  );
  return row ? { deliveryId, ownerId: row.owner_id, addressHash: row.address_hash } : null;
}

async function refuse(
  ctx: Context,
  { ownerId, addressHash, deliveryId }: BouncedMail,
  { reason, source }: { reason: SuppressionReason; source: SuppressionSource },
): Promise<void> {
  await ctx.em.execute(REFUSE, [addressHash, ownerId, reason, source, deliveryId, addressHash]);
  await ctx.cache.drop('recipients', 'sending');
}

// A weightier reason takes the place of the one that stands there.
const REFUSE = `
insert into suppression as known (address_hash, email, owner_id, reach, reason, source, mailing_id, mailing_name)
select given.hash, delivery.email, given.owner_id, 'OWNER', given.reason, given.source, mailing.id, mailing.name
from (values (?::bytea, ?::int, ?, ?)) given (hash, owner_id, reason, source)
  left join delivery on delivery.id = ? and delivery.address_hash = ?
  left join mailing_run run on run.id = delivery.run_id left join mailing on mailing.id = run.mailing_id
on conflict (address_hash, owner_id, list_id) where lifted_at is null do update set
  reason = excluded.reason, source = excluded.source, mailing_id = excluded.mailing_id, mailing_name = excluded.mailing_name
  where array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', excluded.reason)
    < array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', known.reason)`;

/** Null for a link that was not made here. */
async function ifKnown<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
