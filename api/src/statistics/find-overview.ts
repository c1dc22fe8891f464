import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import type { Overview } from './overview.ts';

/**
 * Counting everybody's addresses may take seconds: a count that took longer than this is not repeated before
 * it expires.
 */
const QUICK = 100;

/**
 * Returns the numbers of the home page: of everything for anonymous visitors and viewers who may see all, of
 * their own for other users. Dropped when the data changes, and kept for seconds only: the end of a run comes
 * a moment after its last result, and announces itself to nobody here.
 */
export async function findOverview(ctx: Context): Promise<Overview> {
  const { actor } = ctx;
  const ownerId = actor.id === null || has(actor, 'can_view_all_mailings') ? null : actor.id;
  const options = { seconds: 5, tags: ['mailings', 'recipients', 'sending'] } as const;
  return ctx.cache.get(`overview of ${ownerId ?? 'all'}`, options, async () => {
    const counts = await countMailings(ctx, ownerId);
    const uniqueRecipientCount = await (ownerId === null
      ? countAddresses(ctx)
      : countRecipients(ctx, ownerId));
    return { ...counts, uniqueRecipientCount };
  });
}

async function countMailings(ctx: Context, ownerId: number | null) {
  const [row] = await ctx.em.execute<Omit<Overview, 'uniqueRecipientCount'>[]>(
    `select
       (select count(*) from mailing where ?::int is null or owner_id = ?)::int as "mailingCount",
       (select count(*) from mailing where status = 'RUNNING' and (?::int is null or owner_id = ?))::int
         as "activeMailingCount",
       (select coalesce(sum(sent), 0) from mailing_run where ?::int is null or owner_id = ?)::int as "sentCount"`,
    Array.from({ length: 6 }, () => ownerId),
  );
  return row!;
}

/** An owner has no address twice, so the counters of recipients are those of addresses. */
async function countRecipients(ctx: Context, ownerId: number): Promise<number> {
  const [row] = await ctx.em.execute<{ count: number }[]>(
    'select coalesce(sum(count), 0)::int as count from recipient_count where owner_id = ?',
    [ownerId],
  );
  return row!.count;
}

/**
 * The distinct addresses of all owners together. When the cache is dropped, they are counted again only if
 * that is quick.
 */
async function countAddresses(ctx: Context): Promise<number> {
  const count = () => timed(() => countDistinct(ctx));
  const last = await ctx.cache.get('addresses', { seconds: 60, tags: [] }, count);
  return last.milliseconds > QUICK ? last.value : (await count()).value;
}

async function countDistinct(ctx: Context): Promise<number> {
  const [row] = await ctx.em.execute<{ count: number }[]>(
    'select count(*)::int as count from (select distinct address_hash from recipient) as address',
  );
  return row!.count;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  return { value: await work(), milliseconds: performance.now() - start };
}
