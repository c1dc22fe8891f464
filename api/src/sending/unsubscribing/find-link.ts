import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { readNumberedLink } from './numbered-link.ts';
import { linkKeyOf, openLink, type UnsubscribeLink } from './unsubscribe-link.ts';

/**
 * Reads an unsubscribe link made with the current secret, a former one from the configuration, or any secret
 * that mails were sent with. Throws NOT_FOUND for a link that this installation did not make.
 */
export async function findLink(ctx: Context, token: string): Promise<UnsubscribeLink> {
  const secrets = [ctx.secret, ...ctx.earlierSecrets];
  const deliveryId = readNumberedLink(secrets, token);
  const link =
    deliveryId === null
      ? (openLink(secrets.map(linkKeyOf), token) ?? openLink(await keptKeys(ctx), token))
      : await findNumbered(ctx, deliveryId);
  if (!link) throw notFound();
  return link;
}

async function keptKeys(ctx: Context): Promise<Buffer[]> {
  const rows = await ctx.em.execute<{ key: Buffer }[]>('select key from link_key order by created_at desc');
  return rows.map(({ key }) => key);
}

async function findNumbered(ctx: Context, deliveryId: number): Promise<UnsubscribeLink | null> {
  const [row] = await ctx.em.execute<{ owner_id: number; address_hash: Buffer }[]>(
    `select run.owner_id, delivery.address_hash from delivery join mailing_run run on run.id = delivery.run_id
       where delivery.id = ?
     union all select owner_id, address_hash from numbered_link where delivery_id = ? limit 1`,
    [deliveryId, deliveryId],
  );
  return row ? { kind: 'SHARED', deliveryId, ownerId: row.owner_id, addressHash: row.address_hash } : null;
}
