import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import { RecipientList } from './recipient-list.entity.ts';
import type { Recipient } from '../recipient.entity.ts';

/** Replaces the lists of a recipient. Throws INVALID if one does not belong to the recipient's owner. */
export async function putIntoLists(ctx: Context, recipient: Recipient, listIds: string[]): Promise<void> {
  const wanted = [...new Set(listIds.map((id) => idOf(id) ?? 0))];
  const known = await ctx.em.count(RecipientList, { id: wanted, owner: recipient.owner.id });
  if (known < wanted.length) throw invalid([fault('NO_SUCH_THING', ['listIds'])]);
  const ids = `{${wanted.join()}}`;
  await ctx.em.execute(
    'delete from recipient_list_member where recipient_id = ? and list_id <> all (?::int[])',
    [recipient.id, ids],
  );
  await ctx.em.execute(
    `insert into recipient_list_member (list_id, recipient_id)
     select list_id, ? from unnest(?::int[]) as list_id on conflict do nothing`,
    [recipient.id, ids],
  );
}
