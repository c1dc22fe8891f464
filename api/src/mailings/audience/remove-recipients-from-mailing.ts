import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import type { RecipientSelection } from '../../recipients/recipient-selection.inputs.ts';
import { selectedIds } from '../../recipients/selected-recipients.ts';
import { assertEditable } from '../assert-editable.ts';
import { getMailing } from '../mailing.access.ts';
import type { ChangedAudience } from './changed-audience.ts';

/**
 * Removes the selected recipients, at most 10,000, from the individually chosen ones of a mailing. Returns how
 * many were removed.
 */
export async function removeRecipientsFromMailing(
  ctx: Context,
  { mailingId, selection }: { mailingId: string; selection: RecipientSelection },
): Promise<ChangedAudience> {
  return ctx.em.transactional(async (em) => {
    const mailing = await getMailing(ctx, mailingId, { can: mayWrite('change', 'mailing'), lock: true });
    await assertEditable(ctx, mailing);
    const within = {
      sql: 'select recipient_id from mailing_recipient where mailing_id = ?',
      params: [mailing.id],
    };
    const ids = await selectedIds(ctx, selection, { ownerId: mailing.owner.id, within });
    const count = await changedRows(
      em,
      'delete from mailing_recipient where mailing_id = ? and recipient_id = any (?::int[])',
      [mailing.id, `{${ids.join()}}`],
    );
    return { count, mailing };
  });
}
