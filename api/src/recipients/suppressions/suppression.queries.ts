import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../../access/owned-things.ts';
import { User } from '../../accounts/user.entity.ts';
import { loaderOf, type Context } from '../../context/context.ts';
import { during } from '../../db/period.ts';
import { visibleSuppressions } from './suppression.access.ts';
import { Suppression } from './suppression.entity.ts';
import type { SuppressionFilter } from './suppression.inputs.ts';

/** The suppressions that the actor may see and that match the filter. */
export function suppressionsWhere(ctx: Context, filter?: SuppressionFilter | null): FilterQuery<Suppression> {
  const { email, isLifted, ownerId, from, to } = filter ?? {};
  const conditions: FilterQuery<Suppression>[] = [visibleSuppressions(ctx.actor)];
  if (email?.trim()) conditions.push({ addressHash: hashOf(email) });
  conditions.push(...ofKind(filter ?? {}));
  if (isLifted != null) conditions.push({ liftedAt: isLifted ? { $ne: null } : null });
  if (ownerId) conditions.push({ ownerId: idOf(ownerId) ?? 0 });
  const createdAt = during(from, to);
  if (createdAt) conditions.push({ createdAt });
  return { $and: conditions };
}

function ofKind({ reason, source }: SuppressionFilter): FilterQuery<Suppression>[] {
  return [...(reason ? [{ reason }] : []), ...(source ? [{ source }] : [])];
}

const hashOf = (email: string) => raw<Buffer>('address_hash(?)', [email.replaceAll('\0', '').trim()]);

/** The weightiest suppression of each recipient that the actor may see. */
export const suppressionOfRecipient = loaderOf<number, Suppression | null>(async (ctx, recipientIds) => {
  const pairs = await ctx.em.execute<{ id: number; recipient_id: number }[]>(
    `select suppression.id, recipient.id as recipient_id from recipient join suppression using (address_hash)
     where recipient.id = any (?::int[]) and lifted_at is null and reach <> 'LIST'
       and (suppression.owner_id = recipient.owner_id or reach = 'INSTALLATION')
     order by array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', reason)`,
    [`{${recipientIds.join()}}`],
  );
  const ids = pairs.map(({ id }) => id);
  const found = await ctx.em.find(Suppression, { $and: [{ id: ids }, visibleSuppressions(ctx.actor)] });
  const byId = new Map(found.map((suppression) => [suppression.id, suppression]));
  return recipientIds.map((id) => {
    const mine = pairs.filter((pair) => pair.recipient_id === id);
    return mine.map((pair) => byId.get(pair.id)).find(Boolean) ?? null;
  });
});

/** Users by number; null for deleted ones. */
export const userById = loaderOf<number, User | null>(async (ctx, ids) => {
  const users = new Map((await ctx.em.find(User, [...new Set(ids)])).map((user) => [user.id, user]));
  return ids.map((id) => users.get(id) ?? null);
});

/** The condition, as SQL, that a suppression keeps all mail of an owner from its mailbox. `owner` is SQL. */
export const refusesMailOf = (owner: string): string =>
  `lifted_at is null and reach <> 'LIST' and (suppression.owner_id = ${owner} or reach = 'INSTALLATION')`;

/**
 * SQL for the mailboxes that one owner's mail must not reach, as rows (address_hash, reason), each once with
 * its weightiest reason; for joins with many recipients. `owner` is SQL. For a few recipients, use
 * `refusal_of(owner_id, address_hash)`, which returns the reason or null.
 */
export const refusalsFor = (owner: string): string =>
  `(select distinct on (address_hash) address_hash, reason from suppression
    where ${refusesMailOf(owner)}
    order by address_hash, array_position('{COMPLAINED,UNSUBSCRIBED,BOUNCED}', reason))`;
