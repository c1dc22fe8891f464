import { DriverException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';
import { SUM_DAYS, SUM_MONTHS } from './sum-statements.ts';

/** The number of days that are summed in one transaction. */
const BATCH = 31;
/** How long the senders may have to wait for somebody else who writes counters. */
const DRAIN_TIMEOUT = '200ms';

/** Somebody else writes the same counters: the next time will do. */
class Disturbed extends Error {}

/**
 * Sums the counters of all days and months that have ended, as far as they are not summed: decision 50. Stops
 * if it is disturbed by somebody who changes them. Returns the number of days and months.
 */
export async function sumPeriods(em: EntityManager): Promise<number> {
  let summed = 0;
  try {
    let days: number;
    do summed += days = await sumDays(em);
    while (days === BATCH);
    return summed + (await sumMonths(em));
  } catch (error) {
    if (error instanceof Disturbed || isBlocked(error)) return summed;
    throw error;
  }
}

/**
 * Sums the oldest days without sums. Announces them first: from then on, who changes their counters deletes
 * the announcement, and the sums with it.
 */
async function sumDays(em: EntityManager): Promise<number> {
  const announced = await em.execute<{ at: string }[]>(ANNOUNCE, [BATCH]);
  if (announced.length === 0) return 0;
  await drain(em);
  return em.transactional(async (inside) => {
    await inside.execute("select pg_advisory_xact_lock(hashtext('postline:sums'))");
    const days = `{${announced.map(({ at }) => `"${at}"`).join()}}`;
    for (const statement of SUM_DAYS) await inside.execute(statement, [days]);
    const sql = `update summed_period set is_complete = true where step = 'DAY' and starts_at = any (?::timestamptz[])`;
    if ((await changedRows(inside, sql, [days])) < announced.length) throw new Disturbed();
    return announced.length;
  });
}

/** PostgreSQL's lock_not_available. */
const isBlocked = (error: unknown) => error instanceof DriverException && error.code === '55P03';

/** Waits until everybody who may not know of the announcement has committed. */
const drain = (em: EntityManager): Promise<void> =>
  em.transactional(async (inside) => {
    await inside.execute(`set local lock_timeout = '${DRAIN_TIMEOUT}'`);
    await inside.execute('lock table attempt_count, failure_count in share mode');
  });

/** Sums the months of which all days are summed, and holds these days meanwhile. */
const sumMonths = (em: EntityManager): Promise<number> =>
  em.transactional(async (inside) => {
    await inside.execute("select pg_advisory_xact_lock(hashtext('postline:sums'))");
    const found = await inside.execute<{ at: string }[]>(WHOLE_MONTHS);
    if (found.length === 0) return 0;
    const months = `{${found.map(({ at }) => `"${at}"`).join()}}`;
    for (const statement of SUM_MONTHS) await inside.execute(statement, [months]);
    return found.length;
  });

// As text: days are those of UTC, whichever zone the process is in.
const AT = `to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as at`;

const ANNOUNCE = `
with day as (
  select day as starts_at from generate_series(
    (select date_trunc('month', min(quarter), 'UTC') from attempt_count),
    date_trunc('day', now(), 'UTC') - interval '24 hours', interval '24 hours') day
  where not exists (select from summed_period where step = 'DAY' and starts_at = day and is_complete)
  order by 1 limit ?
), announced as (
  insert into summed_period (step, starts_at, ends_at)
  select 'DAY', starts_at, starts_at + interval '24 hours' from day on conflict do nothing
)
select ${AT} from day order by starts_at`;

const WHOLE_MONTHS = `
with held as (
  select starts_at from summed_period day where step = 'DAY' and is_complete and not exists (
    select from summed_period month where month.step = 'MONTH'
      and month.starts_at = date_trunc('month', day.starts_at, 'UTC'))
  order by starts_at for share
), month as (
  select date_trunc('month', starts_at, 'UTC') as starts_at, count(*) as days from held group by 1
)
select ${AT} from month
where days = extract(day from (starts_at at time zone 'UTC') + interval '1 month' - interval '1 day')`;
