import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import type {
  SuppressionReach,
  SuppressionSource,
} from '../../recipients/suppressions/suppression.entity.ts';
import { recordMailEvent } from '../../runs/events/record-mail-event.ts';
import { findLink } from './find-link.ts';
import { findMailOf } from './find-mail-of.ts';

interface Unsubscribe {
  token: string;
  source: Extract<SuppressionSource, 'ONE_CLICK' | 'PAGE' | 'MAILTO'>;
  /** The senders whose mail ends; by default all that share the From address. */
  reach?: SuppressionReach;
  /** Required with reach LIST. */
  listId?: string;
}

/**
 * Ends mail to the mailbox that a link was sent to, whatever has been deleted, renamed or imported since;
 * once it resolves, no mail goes out to it. Repeating it changes nothing, and never allows what was refused
 * before. A test email's link changes nothing. Throws NOT_FOUND for a link that this installation did not
 * make, and for a list that the mail was not sent to.
 */
export async function unsubscribe(ctx: Context, input: Unsubscribe): Promise<void> {
  const link = await findLink(ctx, input.token);
  if (link.kind === 'TEST') return;
  const mail = await findMailOf(ctx, link);
  const reach = input.reach ?? (link.kind === 'SHARED' ? 'INSTALLATION' : 'OWNER');
  const list = reach === 'LIST' ? mail.lists.find(({ id }) => id === idOf(input.listId ?? '')) : undefined;
  if (reach === 'LIST' && !list) throw notFound();
  await ctx.em.transactional(async (em) => {
    await em.execute(REFUSE, [
      link.addressHash,
      mail.email,
      link.ownerId,
      reach,
      list?.id ?? null,
      input.source,
      mail.mailingId,
      mail.mailingName,
    ]);
    const { ownerId, addressHash, deliveryId } = link;
    await recordMailEvent(em, {
      ownerId,
      addressHash,
      deliveryId,
      kind: 'UNSUBSCRIBE',
      source: input.source,
    });
  });
}

// Replaces a bounce or complaint; keeps a wider refusal.
const REFUSE = `
insert into suppression as known (address_hash, email, owner_id, reach, list_id, reason, source, mailing_id, mailing_name)
values (?, ?, ?, ?, ?::int, 'UNSUBSCRIBED', ?, ?::int, ?)
on conflict (address_hash, owner_id, list_id) where lifted_at is null do update set
  reach = case when 'INSTALLATION' in (known.reach, excluded.reach) then 'INSTALLATION' else known.reach end,
  reason = case known.reason when 'BOUNCED' then 'UNSUBSCRIBED' else known.reason end,
  source = case known.reason when 'BOUNCED' then excluded.source else known.source end,
  mailing_id = case known.reason when 'BOUNCED' then excluded.mailing_id else known.mailing_id end,
  mailing_name = case known.reason when 'BOUNCED' then excluded.mailing_name else known.mailing_name end`;

/**
 * Undoes what the person asked for with links like this one, in case of a misclick. Suppressions by others,
 * bounces and complaints stay, and so does what the person asked of other senders.
 */
export async function resubscribe(ctx: Context, token: string): Promise<void> {
  const link = await findLink(ctx, token);
  if (link.kind === 'TEST') return;
  await ctx.em.transactional(async (em) => {
    await em.execute(LIFT, [link.addressHash, link.ownerId]);
    await em.execute(NARROW, [link.addressHash, link.ownerId]);
  });
}

const BY_THE_PERSON = `reason = 'UNSUBSCRIBED' and coalesce(source, 'PAGE') in ('ONE_CLICK', 'PAGE', 'MAILTO')`;

const LIFT = `update suppression set lifted_at = now(), lift_reason = 'The person took it back by the link.'
  where address_hash = ? and owner_id = ? and lifted_at is null and ${BY_THE_PERSON}`;

const NARROW = `update suppression set reach = 'OWNER'
  where address_hash = ? and owner_id <> ? and reach = 'INSTALLATION' and lifted_at is null and ${BY_THE_PERSON}`;
