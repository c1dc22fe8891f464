import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { getRecipientList } from '../recipient.access.ts';
import { selectedRecipients, type Selection } from '../selected-recipients.ts';

/** Puts the selected recipients into a list of the same owner; returns how many were not in it before. */
export async function addRecipientsToList(
  ctx: Context,
  { listId, ...selection }: { listId: string } & Selection,
): Promise<number> {
  const list = await getRecipientList(ctx, listId, { can: mayWrite('change', 'recipient') });
  const chosen = selectedRecipients(ctx, selection, list.owner.id);
  return changedRows(
    ctx.em,
    `insert into recipient_list_member (list_id, recipient_id)
     select ?, chosen.id from (${chosen.sql}) chosen on conflict do nothing`,
    [list.id, ...chosen.params],
  );
}
