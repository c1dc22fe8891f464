import type { Context } from '../context/context.ts';
import { counted, OUTCOMES, type Outcomes } from './counted.ts';
import type { Scope } from './find-scope.ts';
import type { DeletedMailingStatistics, DomainStatistics } from './statistics.ts';

interface OfMailing extends Outcomes {
  mailingId: number;
  runs: number;
}

interface OfOwner extends Outcomes {
  ownerId: number;
  mailings: number;
}

/** Counts for each existing mailing, those with the most attempts first. */
export async function countByMailing(ctx: Context, scope: Scope, first: number): Promise<OfMailing[]> {
  const { sql, values } = counted(scope, 'attempt');
  return ctx.em.execute<OfMailing[]>(
    `with ${sql}, by_mailing as (
       select mailing_id, ${OUTCOMES} from counted group by 1
     ), top as (
       select * from by_mailing where exists (select from mailing where mailing.id = mailing_id)
       order by succeeded + failed + unknown desc, mailing_id desc limit ?
     )
     select mailing_id as "mailingId", succeeded, failed, unknown, (
       select count(*)::int from mailing_run run where run.mailing_id = top.mailing_id
         and run.started_at >= ? and run.started_at < ?) as runs
     from top order by succeeded + failed + unknown desc, mailing_id desc`,
    [...values, first, scope.from, scope.to],
  );
}

/** Counts for all deleted mailings together. */
export async function countDeleted(ctx: Context, scope: Scope): Promise<DeletedMailingStatistics> {
  const { sql, values } = counted(scope, 'attempt');
  const [deleted] = await ctx.em.execute<DeletedMailingStatistics[]>(
    `with ${sql}, by_mailing as (
       select mailing_id, ${OUTCOMES} from counted group by 1
     )
     select count(*)::int as mailings, ${OUTCOMES} from by_mailing
     where not exists (select from mailing where mailing.id = mailing_id)`,
    values,
  );
  return deleted!;
}

/** Counts for each owner, those with the most attempts first. */
export async function countByOwner(ctx: Context, scope: Scope, first: number): Promise<OfOwner[]> {
  const { sql, values } = counted(scope, 'attempt');
  return ctx.em.execute<OfOwner[]>(
    // By mailing first: to count distinct ones, all rows would be sorted.
    `with ${sql}, by_mailing as (
       select owner_id, mailing_id, ${OUTCOMES} from counted group by 1, 2
     )
     select owner_id as "ownerId", count(*)::int as mailings, ${OUTCOMES} from by_mailing
     group by 1 order by sum((succeeded + failed + unknown)::int) desc, 1 limit ?`,
    [...values, first],
  );
}

/** Counts for each domain of the addresses, those with the most attempts first. */
export async function countByDomain(ctx: Context, scope: Scope, first: number): Promise<DomainStatistics[]> {
  const { sql, values } = counted(scope, 'domain');
  return ctx.em.execute<DomainStatistics[]>(
    `with ${sql} select domain, ${OUTCOMES} from counted
     group by 1 order by sum((succeeded + failed + unknown)::int) desc, 1 limit ?`,
    [...values, first],
  );
}
