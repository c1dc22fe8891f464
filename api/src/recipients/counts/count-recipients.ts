import { idOf } from '../../access/owned-things.ts';
import { has } from '../../context/actor.ts';
import type { Context } from '../../context/context.ts';
import { exactly, type Counted } from '../../paging/count.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';

type Simple = Pick<RecipientFilter, 'status' | 'statuses' | 'ownerId' | 'listId'>;

/**
 * Counts recipients from the counters, without reading their rows. Returns undefined for a filter that no
 * counters cover.
 */
export function countOfRecipients(
  ctx: Context,
  filter?: RecipientFilter | null,
): (() => Promise<Counted>) | undefined {
  const { status, statuses, ownerId, listId, ...others } = filter ?? {};
  if (Object.values(others).some((value) => value != null && value !== '')) return undefined;
  if (!listId) return () => countByStatus(ctx, { status, statuses, ownerId });
  return status || statuses ? undefined : () => countInList(ctx, { listId, ownerId });
}

async function countByStatus(ctx: Context, { status, statuses, ownerId }: Simple): Promise<Counted> {
  const owners = ownersSeen(ctx, ownerId);
  const wanted = [status ? [status] : null, statuses].filter((some) => some != null);
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select coalesce(sum(count), 0)::int as count from recipient_count
     where ${['true', ...owners.map(() => 'owner_id = ?'), ...wanted.map(() => 'status = any (?::text[])')].join(' and ')}`,
    [...owners, ...wanted.map((some) => `{${some.join()}}`)],
  );
  return exactly(row!.count);
}

async function countInList(ctx: Context, { listId, ownerId }: Simple): Promise<Counted> {
  const owners = ownersSeen(ctx, ownerId);
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select coalesce(sum(recipient_count), 0)::int as count from recipient_list
     where id = ?${owners.map(() => ' and owner_id = ?').join('')}`,
    [idOf(listId!) ?? 0, ...owners],
  );
  return exactly(row!.count);
}

/** The users whose recipients are counted. */
const ownersSeen = ({ actor }: Context, ownerId?: string | null): number[] => [
  ...(has(actor, 'can_view_all_recipients') ? [] : [actor.id ?? 0]),
  ...(ownerId ? [idOf(ownerId) ?? 0] : []),
];
