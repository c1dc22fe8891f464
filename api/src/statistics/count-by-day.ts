import type { Context } from '../context/context.ts';
import { OUTCOMES, quarters } from './counted.ts';
import type { Scope } from './find-scope.ts';
import type { DayStatistics } from './statistics.ts';

/** Counts for every day of the period in order, including those without an attempt. */
export async function countByDay(ctx: Context, scope: Scope): Promise<DayStatistics[]> {
  const { sql, values } = quarters(scope);
  const { timeZone, from, to } = scope;
  return ctx.em.execute<DayStatistics[]>(
    // By quarter first: a time zone is asked for each of them, and not for each row.
    `with ${sql}, quarters as (
       select quarter, ${OUTCOMES} from counted group by 1
     ), by_day as (
       select (quarter at time zone ?)::date as day, ${OUTCOMES} from quarters group by 1
     ), days as (
       select start::date as day from generate_series(
         (?::timestamptz at time zone ?)::date,
         ((?::timestamptz - interval '1 second') at time zone ?)::date, interval '1 day') as series (start)
     )
     select to_char(day, 'YYYY-MM-DD') as date, coalesce(succeeded, 0) as succeeded, coalesce(failed, 0) as failed,
       coalesce(unknown, 0) as unknown
     from days left join by_day using (day) order by day`,
    [...values, timeZone, from, timeZone, to, timeZone],
  );
}
