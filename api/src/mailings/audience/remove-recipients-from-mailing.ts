import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { selectedRecipients, type Selection } from '../../recipients/selected-recipients.ts';
import { assertEditable } from '../assert-editable.ts';
import { getMailing } from '../mailing.access.ts';

/** Takes the selected recipients from those of a mailing that were chosen one by one; returns how many were among them. */
export async function removeRecipientsFromMailing(
  ctx: Context,
  { mailingId, ...selection }: { mailingId: string } & Selection,
): Promise<number> {
  return ctx.em.transactional(async (em) => {
    const mailing = await getMailing(ctx, mailingId, { can: mayWrite('change', 'mailing'), lock: true });
    await assertEditable(ctx, mailing);
    const chosen = selectedRecipients(ctx, selection, mailing.owner.id);
    return changedRows(
      em,
      `delete from mailing_recipient where mailing_id = ? and recipient_id in (${chosen.sql})`,
      [mailing.id, ...chosen.params],
    );
  });
}
