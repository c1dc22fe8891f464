import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context/context.ts';
import type { SuppressionReason, SuppressionSource } from '../recipients/suppressions/suppression.entity.ts';
import { recordMailEvent, type NewMailEvent } from '../runs/events/record-mail-event.ts';

/**
 * Records an event for a mail, and suppresses the mailbox if necessary: at once if it does not exist or its
 * owner complained, and after the configured number of soft bounces in a row. A repeated event has no effect,
 * so that it does not overrule somebody who has allowed mail again meanwhile.
 */
export async function takeMailEvent(ctx: Context, event: NewMailEvent): Promise<void> {
  await ctx.em.transactional(async (em) => {
    if (!(await recordMailEvent(em, event))) return;
    const refusal = await refusalAfter(em, event, ctx.softBounces);
    if (refusal) await refuse(em, event, refusal);
  });
  await ctx.cache.drop('recipients', 'sending');
}

interface Refusal {
  reason: SuppressionReason;
  source: SuppressionSource;
}

const BOUNCED: Refusal = { reason: 'BOUNCED', source: 'BOUNCE' };

async function refusalAfter(
  em: EntityManager,
  { kind, ownerId, addressHash }: NewMailEvent,
  most: number,
): Promise<Refusal | null> {
  if (kind === 'HARD_BOUNCE') return BOUNCED;
  // By the page of the service that sent the mail.
  if (kind === 'UNSUBSCRIBE') return { reason: 'UNSUBSCRIBED', source: 'PAGE' };
  if (kind === 'COMPLAINT') return { reason: 'COMPLAINED', source: 'COMPLAINT' };
  if (kind !== 'SOFT_BOUNCE' || most === 0) return null;
  // Reports arrive in any order: the current state of the mails counts, up to the last that bounced.
  const [row] = await em.execute<{ count: number }[]>(
    `select soft_bounces_in_row(given.owner_id, given.hash, (select max(delivery_id) from mail_event
       where address_hash = given.hash and owner_id = given.owner_id and kind = 'SOFT_BOUNCE')) as count
     from (values (?::int, ?::bytea)) given (owner_id, hash)`,
    [ownerId, addressHash],
  );
  return row!.count >= most ? BOUNCED : null;
}

async function refuse(
  em: EntityManager,
  { ownerId, addressHash, deliveryId }: NewMailEvent,
  { reason, source }: Refusal,
): Promise<void> {
  await em.execute(REFUSE, [addressHash, ownerId, reason, source, deliveryId, addressHash]);
}

// A weightier reason replaces the existing one.
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
