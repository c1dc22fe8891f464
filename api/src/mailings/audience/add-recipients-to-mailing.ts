import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import type { RecipientSelection } from '../../recipients/recipient-selection.inputs.ts';
import { selectedIds } from '../../recipients/selected-recipients.ts';
import { assertEditable } from '../assert-editable.ts';
import { getMailing } from '../mailing.access.ts';
import type { ChangedAudience } from './changed-audience.ts';

/**
 * Adds the selected recipients, at most 10,000, to the individually chosen ones of a mailing. Returns how many
 * were added.
 */
export async function addRecipientsToMailing(
  ctx: Context,
  { mailingId, selection }: { mailingId: string; selection: RecipientSelection },
): Promise<ChangedAudience> {
  return ctx.em.transactional(async (em) => {
    const mailing = await getMailing(ctx, mailingId, { can: mayWrite('change', 'mailing'), lock: true });
    await assertEditable(ctx, mailing);
    const ids = await selectedIds(ctx, selection, { ownerId: mailing.owner.id });
    const count = await changedRows(
      em,
      `insert into mailing_recipient (mailing_id, recipient_id) select ?, unnest(?::int[]) on conflict do nothing`,
      [mailing.id, `{${ids.join()}}`],
    );
    return { count, mailing };
  });
}
