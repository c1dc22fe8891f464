import type { Context } from '../../context/context.ts';
import type { SuppressionReach } from '../../recipients/suppressions/suppression.entity.ts';
import { findLink } from './find-link.ts';
import { findMailOf } from './find-mail-of.ts';
import type { UnsubscribePage } from './unsubscribe-page.ts';

/**
 * Returns what an unsubscribe link shows to its reader. Throws NOT_FOUND for a link that this installation
 * did not make.
 */
export async function findUnsubscribePage(ctx: Context, token: string): Promise<UnsubscribePage> {
  const link = await findLink(ctx, token);
  const { senderName, senderAddress, lists } = await findMailOf(ctx, link);
  const [state] = await ctx.em.execute<{ refused: SuppressionReach | null; can_undo: boolean }[]>(STATE, [
    link.ownerId,
    link.addressHash,
  ]);
  return {
    senderName: senderName ?? (ctx.mailFrom.name || ctx.mailFrom.address),
    senderAddress: senderAddress ?? ctx.mailFrom.address,
    isTest: link.kind === 'TEST',
    refused: state!.refused,
    canUndo: state!.can_undo || lists.some(({ hasLeft }) => hasLeft),
    lists,
  };
}

// The sort order puts INSTALLATION before OWNER.
const STATE = `
select min(reach) as refused, coalesce(bool_or(
    reason = 'UNSUBSCRIBED' and coalesce(source, 'PAGE') in ('ONE_CLICK', 'PAGE', 'MAILTO')), false) as can_undo
from suppression
where lifted_at is null and reach <> 'LIST' and (owner_id = ? or reach = 'INSTALLATION') and address_hash = ?`;
