import type { Context } from '../context/context.ts';
import { OUTCOMES, within } from './counted.ts';
import type { Scope } from './find-scope.ts';
import type { DayStatistics } from './statistics.ts';

/** Every day of the period in its order, also those without an attempt. */
export async function countByDay(ctx: Context, scope: Scope): Promise<DayStatistics[]> {
  const { rows, values } = within(scope);
  const { timeZone, from, to } = scope;
  return ctx.em.execute<DayStatistics[]>(
    `with counted as (
       select (quarter at time zone ?)::date as day, ${OUTCOMES} from attempt_count where ${rows} group by 1
     ), days as (
       select start::date as day from generate_series(
         (?::timestamptz at time zone ?)::date,
         ((?::timestamptz - interval '1 second') at time zone ?)::date, interval '1 day') as series (start)
     )
     select to_char(day, 'YYYY-MM-DD') as date, coalesce(succeeded, 0) as succeeded, coalesce(failed, 0) as failed,
       coalesce(unknown, 0) as unknown
     from days left join counted using (day) order by day`,
    [timeZone, ...values, from, timeZone, to, timeZone],
  );
}
