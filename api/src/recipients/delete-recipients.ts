import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { selectedRecipients, type Selection } from './selected-recipients.ts';

/** Deletes the selected recipients in one transaction; returns how many. */
export async function deleteRecipients(ctx: Context, selection: Selection): Promise<number> {
  const chosen = selectedRecipients(ctx, selection);
  return ctx.em.transactional(async (em) => {
    const rows = await em.execute<{ id: number }[]>(`${chosen.sql} for update`, chosen.params);
    const ids = `{${rows.map((row) => row.id).join()}}`;
    // One statement each: left to the foreign keys, the rows would go one recipient at a time.
    await em.execute('delete from recipient_list_member where recipient_id = any (?::int[])', [ids]);
    await em.execute('delete from mailing_recipient where recipient_id = any (?::int[])', [ids]);
    await em.execute('delete from recipient where id = any (?::int[])', [ids]);
    await record(ctx, {
      action: 'RECIPIENTS_DELETED',
      subject: 'RECIPIENTS',
      ownerId: ctx.actor.id,
      details: { recipients: rows.length },
    });
    return rows.length;
  });
}
