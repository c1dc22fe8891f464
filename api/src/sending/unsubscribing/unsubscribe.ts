import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { notFound } from '../../errors/domain-error.ts';
import { readUnsubscribeToken } from './unsubscribe-link.ts';

/**
 * Ends mail to the person whom a link was sent to; nothing else of theirs changes, and a second time changes nothing. Throws
 * NOT_FOUND for a link that was not made here.
 */
export async function unsubscribe(ctx: Context, token: string): Promise<void> {
  const deliveryId = readUnsubscribeToken(ctx.secret, token);
  if (deliveryId === null) throw notFound();
  await changedRows(
    ctx.em,
    `update recipient set status = 'UNSUBSCRIBED', updated_at = now()
     where status in ('ACTIVE', 'BOUNCED') and id = (select recipient_id from delivery where id = ?)`,
    [deliveryId],
  );
}
