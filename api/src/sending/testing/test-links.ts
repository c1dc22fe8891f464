import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import { linkKeyOf, unsubscribeUrl } from '../unsubscribing/unsubscribe-link.ts';

/**
 * Returns the unsubscribe links for test emails to these addresses, in the same order. Throws INVALID that
 * names each address that receives no mail from this owner.
 */
export async function findTestLinks(
  ctx: Context,
  { ownerId, addresses }: { ownerId: number; addresses: readonly string[] },
): Promise<string[]> {
  const rows = await ctx.em.execute<{ hash: Buffer; is_refused: boolean }[]>(
    `select hash, refusal_of(?, hash) is not null as is_refused from (
       select position, address_hash(email) as hash
       from json_array_elements_text(?::json) with ordinality asked (email, position)) hashed order by position`,
    [ownerId, JSON.stringify(addresses)],
  );
  const refused = rows.flatMap(({ is_refused }, index) =>
    is_refused ? [fault('TEST_UNWANTED', ['to', String(index)])] : [],
  );
  if (refused.length > 0) throw invalid(refused);
  const key = linkKeyOf(ctx.secret);
  // Must be stored before the first link made with it is mailed.
  await ctx.em.execute('insert into link_key (key) values (?) on conflict do nothing', [key]);
  return rows.map(({ hash }) =>
    unsubscribeUrl(ctx.baseUrl, key, { kind: 'TEST', deliveryId: 0, ownerId, addressHash: hash }),
  );
}
