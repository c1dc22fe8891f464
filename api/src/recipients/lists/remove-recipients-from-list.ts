import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { getRecipientList } from '../recipient.access.ts';
import { selectedRecipients, type Selection } from '../selected-recipients.ts';

/** Takes the selected recipients out of a list; returns how many were in it. */
export async function removeRecipientsFromList(
  ctx: Context,
  { listId, ...selection }: { listId: string } & Selection,
): Promise<number> {
  const list = await getRecipientList(ctx, listId, { can: mayWrite('change', 'recipient') });
  const chosen = selectedRecipients(ctx, selection, list.owner.id);
  return changedRows(
    ctx.em,
    `delete from recipient_list_member where list_id = ? and recipient_id in (${chosen.sql})`,
    [list.id, ...chosen.params],
  );
}
