import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import type { Overview } from './overview.ts';

/** The numbers of the home page: of everything for anonymous visitors and those who see all, of their own for users. */
export async function findOverview(ctx: Context): Promise<Overview> {
  const { actor } = ctx;
  const ownerId = actor.id === null || has(actor, 'can_view_all_mailings') ? null : actor.id;
  const [row] = await ctx.em.execute<Overview[]>(
    `select
       (select count(*) from mailing where ?::int is null or owner_id = ?)::int as "mailingCount",
       (select count(*) from mailing where status = 'RUNNING' and (?::int is null or owner_id = ?))::int
         as "activeMailingCount",
       (select count(distinct address_hash) from recipient where ?::int is null or owner_id = ?)::int
         as "uniqueRecipientCount",
       (select coalesce(sum(sent), 0) from mailing_run where ?::int is null or owner_id = ?)::int as "sentCount"`,
    Array.from({ length: 8 }, () => ownerId),
  );
  return row!;
}
