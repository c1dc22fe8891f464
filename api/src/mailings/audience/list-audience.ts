import type { Context } from '../../context/context.ts';
import { refusalsFor } from '../../recipients/suppressions/suppression.queries.ts';
import type { SkipReason } from '../../runs/run.enums.ts';
import { ONLY_LIST } from './only-list.ts';

/** A list that is the whole audience. */
export interface OnlyList {
  id: number;
  owner_id: number;
  recipient_count: number;
}

/** Returns the list of a mailing that is sent to one list and nobody else. */
export async function onlyListOf(ctx: Context, mailingId: number): Promise<OnlyList | undefined> {
  const [list] = await ctx.em.execute<OnlyList[]>(
    `select id, owner_id, recipient_count from recipient_list
     where id = (select (${ONLY_LIST} ->> 'id')::int from mailing where mailing.id = ?)`,
    [mailingId],
  );
  return list;
}

/** Returns a list of an owner, or undefined if it is not theirs. */
export async function listOfOwner(
  ctx: Context,
  { ownerId, listId }: { ownerId: number; listId: number },
): Promise<OnlyList | undefined> {
  const [list] = await ctx.em.execute<OnlyList[]>(
    'select id, owner_id, recipient_count from recipient_list where id = ? and owner_id = ?',
    [listId, ownerId],
  );
  return list;
}

// PostgreSQL would read a long list as a whole to join the few who are left out, who are looked up in it one by
// one instead.
const LONG = 50_000;

/**
 * Counts the people of a list who would be left out, by reason. Usually few, while the list may be long and
 * knows its length.
 */
export async function leftOutOf(
  ctx: Context,
  list: OnlyList,
): Promise<{ skip_reason: SkipReason; count: number }[]> {
  const oneByOne = list.recipient_count > LONG ? 'offset 0' : '';
  return ctx.em.execute(
    `select skip_reason, count(*)::int as count from (
       select coalesce(refusal.reason, other.status) as skip_reason
       from (select address_hash, status from recipient where status <> 'ACTIVE' and owner_id = ? and exists (
           select from recipient_list_member member where member.list_id = ? and member.recipient_id = recipient.id ${oneByOne})) other
         left join ${refusalsFor('?')} refusal on refusal.address_hash = other.address_hash
       union all select 'UNSUBSCRIBED' from suppression left_list join recipient using (address_hash)
         join recipient_list_member member on member.recipient_id = recipient.id and member.list_id = left_list.list_id
       where left_list.list_id = ? and left_list.lifted_at is null and recipient.status = 'ACTIVE'
     ) left_out group by skip_reason order by skip_reason`,
    [list.owner_id, list.id, list.owner_id, list.id],
  );
}
