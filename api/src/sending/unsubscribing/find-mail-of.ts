import type { Context } from '../../context/context.ts';
import type { UnsubscribeLink } from './unsubscribe-link.ts';

/** What is still known about the mail that contained a link. */
interface MailOfLink {
  email: string | null;
  mailingId: number | null;
  mailingName: string | null;
  /** The sender's name; null if neither run nor owner exists any more. */
  senderName: string | null;
  /** The From address; null for the address that all owners share. */
  senderAddress: string | null;
  /** The lists through which this person received the mail. */
  lists: { id: number; name: string; hasLeft: boolean }[];
}

export async function findMailOf(ctx: Context, link: UnsubscribeLink): Promise<MailOfLink> {
  const { addressHash, deliveryId, ownerId } = link;
  const [row] = await ctx.em.execute<MailOfLink[]>(QUERY, [
    addressHash,
    ownerId,
    addressHash,
    ownerId,
    deliveryId,
    ownerId,
    addressHash,
  ]);
  return row!;
}

// After restoring a backup a delivery's number may belong to somebody else: its mailbox must match the
// link's.
const QUERY = `
select coalesce(delivery.email,
    (select email from recipient where address_hash = ? and owner_id = ?)) as email,
  mailing.id as "mailingId", mailing.name as "mailingName",
  coalesce(run.from_name, nullif(owner.full_name, '')) as "senderName", run.from_address as "senderAddress",
  coalesce((select json_agg(json_build_object('id', list.id, 'name', list.name, 'hasLeft', exists (
      select from suppression where list_id = list.id and address_hash = ? and lifted_at is null)) order by list.name)
    from mailing_list join recipient_list list on list.id = mailing_list.list_id
      join recipient_list_member member on member.list_id = list.id and member.recipient_id = delivery.recipient_id
    where mailing_list.mailing_id = mailing.id), '[]') as lists
from (values (?::int)) sender (id) left join "user" owner on owner.id = sender.id
left join delivery on delivery.id = ? and exists (
    select from mailing_run run where run.id = delivery.run_id and run.owner_id = ?) and delivery.address_hash = ?
left join mailing_run run on run.id = delivery.run_id left join mailing on mailing.id = run.mailing_id`;
