import type { SumStep } from '../../runs/counters/summed-period.entity.ts';

// Each statement takes the beginnings of the periods. Sums that no longer count may be there, and go first.

const OUTCOMES = ['succeeded', 'failed', 'unknown'];
const TABLES = ['attempt_sum', 'domain_sum', 'failure_sum'];
const DAY = `date_trunc('day', quarter, 'UTC')`;
const MONTH = `date_trunc('month', starts_at, 'UTC')`;
/** Day by day, so that each is found by the index on quarters. */
const OF_DAYS = `from unnest(?::timestamptz[]) day (starts_at) cross join lateral (
  select * from %s where quarter >= day.starts_at and quarter < day.starts_at + interval '24 hours' offset 0) counted`;
const ofDays = (table: string) => OF_DAYS.replace('%s', table);

const sums = (columns: string[]) => columns.map((column) => `sum(${column})`).join();
const forget = (step: SumStep) =>
  TABLES.map((table) => `delete from ${table} where step = '${step}' and starts_at = any (?::timestamptz[])`);

/** Adds up everybody beside each owner, as owner 0. */
const owners = (by: string) => `grouping sets ((2, owner_id, ${by}), (2, ${by}))`;

export const SUM_DAYS: readonly string[] = [
  ...forget('DAY'),
  'delete from quarter_sum where starts_at = any (?::timestamptz[])',
  `insert into attempt_sum (step, starts_at, owner_id, mailing_id, ${OUTCOMES.join()}, marked_sent)
   select 'DAY', ${DAY}, owner_id, mailing_id, ${sums([...OUTCOMES, 'marked_sent'])}
   ${ofDays('attempt_count')} group by 2, 3, 4`,
  `insert into domain_sum (step, starts_at, owner_id, domain, ${OUTCOMES.join()})
   select 'DAY', ${DAY}, coalesce(owner_id, 0), domain, ${sums(OUTCOMES)}
   ${ofDays('domain_count')} group by ${owners('domain')}`,
  `insert into failure_sum (step, starts_at, owner_id, reason, count, server_response)
   select 'DAY', ${DAY}, coalesce(owner_id, 0), reason, sum(count), max(server_response)
   ${ofDays('failure_count')} group by ${owners('reason')}`,
  `insert into quarter_sum (starts_at, owner_id, quarter, ${OUTCOMES.join()})
   select ${DAY}, coalesce(owner_id, 0), quarter, ${sums(OUTCOMES)}
   ${ofDays('attempt_count')} group by grouping sets ((1, owner_id, quarter), (1, quarter))`,
];

const ofMonths = (table: string) => `from ${table} where step = 'DAY' and ${MONTH} = any (?::timestamptz[])`;

export const SUM_MONTHS: readonly string[] = [
  ...forget('MONTH'),
  `insert into attempt_sum (step, starts_at, owner_id, mailing_id, ${OUTCOMES.join()}, marked_sent)
   select 'MONTH', ${MONTH}, owner_id, mailing_id, ${sums([...OUTCOMES, 'marked_sent'])}
   ${ofMonths('attempt_sum')} group by 2, 3, 4`,
  `insert into domain_sum (step, starts_at, owner_id, domain, ${OUTCOMES.join()})
   select 'MONTH', ${MONTH}, owner_id, domain, ${sums(OUTCOMES)} ${ofMonths('domain_sum')} group by 2, 3, 4`,
  `insert into failure_sum (step, starts_at, owner_id, reason, count, server_response)
   select 'MONTH', ${MONTH}, owner_id, reason, sum(count), max(server_response)
   ${ofMonths('failure_sum')} group by 2, 3, 4`,
  `insert into summed_period (step, starts_at, ends_at, is_complete)
   select 'MONTH', month, ((month at time zone 'UTC') + interval '1 month') at time zone 'UTC', true
   from unnest(?::timestamptz[]) month`,
];
