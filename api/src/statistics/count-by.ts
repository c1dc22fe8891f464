import type { Context } from '../context/context.ts';
import { OUTCOMES, within, type Outcomes } from './counted.ts';
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

/** For each mailing that there still is, those with the most attempts first. */
export async function countByMailing(ctx: Context, scope: Scope, first: number): Promise<OfMailing[]> {
  const { rows, values } = within(scope);
  return ctx.em.execute<OfMailing[]>(
    `with counted as (
       select mailing_id, ${OUTCOMES} from attempt_count
       where ${rows} and exists (select from mailing where mailing.id = mailing_id)
       group by 1 order by sum(succeeded + failed + unknown) desc, 1 desc limit ?
     )
     select mailing_id as "mailingId", succeeded, failed, unknown, (
       select count(*)::int from mailing_run run where run.mailing_id = counted.mailing_id
         and run.started_at >= ? and run.started_at < ?) as runs
     from counted order by succeeded + failed + unknown desc, mailing_id desc`,
    [...values, first, scope.from, scope.to],
  );
}

/** What deleted mailings had done, all together. */
export async function countDeleted(ctx: Context, scope: Scope): Promise<DeletedMailingStatistics> {
  const { rows, values } = within(scope);
  const [deleted] = await ctx.em.execute<DeletedMailingStatistics[]>(
    `select count(distinct mailing_id)::int as mailings, ${OUTCOMES} from attempt_count
     where ${rows} and not exists (select from mailing where mailing.id = mailing_id)`,
    values,
  );
  return deleted!;
}

/** For each owner, those with the most attempts first. */
export async function countByOwner(ctx: Context, scope: Scope, first: number): Promise<OfOwner[]> {
  const { rows, values } = within(scope);
  return ctx.em.execute<OfOwner[]>(
    `select owner_id as "ownerId", count(distinct mailing_id)::int as mailings, ${OUTCOMES}
     from attempt_count where ${rows}
     group by 1 order by sum(succeeded + failed + unknown) desc, 1 limit ?`,
    [...values, first],
  );
}

/** For each domain of the addresses, those with the most attempts first. */
export async function countByDomain(ctx: Context, scope: Scope, first: number): Promise<DomainStatistics[]> {
  const { rows, values } = within(scope);
  return ctx.em.execute<DomainStatistics[]>(
    `select domain, ${OUTCOMES} from domain_count where ${rows}
     group by 1 order by sum(succeeded + failed + unknown) desc, 1 limit ?`,
    [...values, first],
  );
}
