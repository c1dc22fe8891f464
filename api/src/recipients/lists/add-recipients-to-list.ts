import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { retried } from '../../db/retried.ts';
import { getRecipientList } from '../recipient.access.ts';
import { changedList, type ChangedList, type ChosenForList } from './changed-list.ts';
import { recipientsByIds } from '../selected-recipients.ts';

/** Adds at most 1,000 recipients to a list of the same owner. Returns how many were added. */
export const addRecipientsToList = (ctx: Context, input: ChosenForList): Promise<ChangedList> =>
  retried(() => changeOnce(ctx, input));

async function changeOnce(ctx: Context, { listId, ids }: ChosenForList): Promise<ChangedList> {
  const list = await getRecipientList(ctx, listId, { can: mayWrite('change', 'recipient') });
  const chosen = recipientsByIds(ctx, ids, list.owner.id);
  const count = await changedRows(
    ctx.em,
    `insert into recipient_list_member (list_id, recipient_id)
     select ?, chosen.id from (${chosen.sql}) chosen on conflict do nothing`,
    [list.id, ...chosen.params],
  );
  return changedList(ctx, { list, count });
}
