import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { retried } from '../db/retried.ts';
import { recipientsByIds } from './selected-recipients.ts';

/** Deletes at most 1,000 recipients in one transaction. Returns how many were deleted. */
export async function deleteRecipients(ctx: Context, chosenIds: string[]): Promise<number> {
  const chosen = recipientsByIds(ctx, chosenIds);
  return retried(() =>
    ctx.em.transactional(async (em) => {
      const rows = await em.execute<{ id: number }[]>(`${chosen.sql} for update`, chosen.params);
      const ids = `{${rows.map((row) => row.id).join()}}`;
      // One statement each, because the foreign keys would delete the rows of one recipient at a time.
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
    }),
  );
}
