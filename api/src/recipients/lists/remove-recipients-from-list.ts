import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { retried } from '../../db/retried.ts';
import { getRecipientList } from '../recipient.access.ts';
import { changedList, type ChangedList, type ChosenForList } from './changed-list.ts';
import { recipientsByIds } from '../selected-recipients.ts';

/** Removes at most 1,000 recipients from a list. Returns how many were removed. */
export const removeRecipientsFromList = (ctx: Context, input: ChosenForList): Promise<ChangedList> =>
  retried(() => changeOnce(ctx, input));

async function changeOnce(ctx: Context, { listId, ids }: ChosenForList): Promise<ChangedList> {
  const list = await getRecipientList(ctx, listId, { can: mayWrite('change', 'recipient') });
  const chosen = recipientsByIds(ctx, ids, list.owner.id);
  const count = await changedRows(
    ctx.em,
    `delete from recipient_list_member where list_id = ? and recipient_id in (${chosen.sql})`,
    [list.id, ...chosen.params],
  );
  return changedList(ctx, { list, count });
}
