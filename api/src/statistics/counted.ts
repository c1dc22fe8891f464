import type { Scope } from './find-scope.ts';

/** Number of attempts, by result. */
export interface Outcomes {
  succeeded: number;
  failed: number;
  unknown: number;
}

type Counter = 'attempt' | 'domain' | 'failure';

/** The sums of a counter's rows. As int, because sums of bigint are numeric, and take half as long again. */
export const OUTCOMES = ['succeeded', 'failed', 'unknown']
  .map((name) => `coalesce(sum(${name}::int), 0)::int as ${name}`)
  .join();

const COLUMNS: Record<Counter, string> = {
  attempt: 'owner_id, mailing_id, succeeded, failed, unknown, marked_sent',
  domain: 'domain, succeeded, failed, unknown',
  failure: 'reason, count, server_response',
};

interface Sql {
  sql: string;
  values: unknown[];
}

/**
 * The common table expression `counted`: the rows of a counter in scope. Whole months and days within the
 * period come from their sums, what is left from the quarters of an hour: decision 50.
 */
export function counted(scope: Scope, counter: Counter): Sql {
  const { ownerId, mailingId, from, to } = scope;
  const columns = COLUMNS[counter];
  // Sums do not know mailings apart for each counter, and a single one has few rows.
  if (mailingId !== null) {
    const owner = ownerId === null ? '' : ' and owner_id = ?';
    return {
      sql: `counted as (
        select ${columns} from ${counter}_count where mailing_id = ? and quarter >= ? and quarter < ?${owner})`,
      values: [mailingId, from, to, ...(ownerId === null ? [] : [ownerId])],
    };
  }
  const rest = restOf(counter, scope);
  // Everybody is one more owner of sums, except by mailing.
  const summedOwner = counter === 'attempt' ? ownerId : (ownerId ?? 0);
  return {
    sql: `${PERIODS}, counted as (
      select ${columns} from whole join ${counter}_sum using (step, starts_at)
      ${summedOwner === null ? '' : 'where owner_id = ?'}
      union all ${rest.sql})`,
    values: [from, to, from, to, ...(summedOwner === null ? [] : [summedOwner]), ...rest.values],
  };
}

/** Like `counted`, the attempts by quarter of an hour: the days of all time zones begin at one. */
export function quarters(scope: Scope): Sql {
  const { ownerId, mailingId, from, to } = scope;
  if (mailingId !== null) {
    const owner = ownerId === null ? '' : ' and owner_id = ?';
    return {
      sql: `counted as (
        select quarter, succeeded, failed, unknown from attempt_count
        where mailing_id = ? and quarter >= ? and quarter < ?${owner})`,
      values: [mailingId, from, to, ...(ownerId === null ? [] : [ownerId])],
    };
  }
  const rest = restOf('attempt', scope, 'quarter, succeeded, failed, unknown');
  return {
    sql: `${DAYS}, counted as (
      select quarter, succeeded, failed, unknown from whole join quarter_sum using (starts_at) where owner_id = ?
      union all ${rest.sql})`,
    values: [from, to, from, to, ownerId ?? 0, ...rest.values],
  };
}

/** `offset 0` keeps the look-up by quarter inside the loop. */
const restOf = (counter: Counter, { ownerId }: Scope, columns = COLUMNS[counter]): Sql => ({
  sql: `select counter.* from rest cross join lateral (
    select ${columns} from ${counter}_count where quarter >= rest.starts_at and quarter < rest.ends_at
      ${ownerId === null ? '' : 'and owner_id = ?'} offset 0) counter`,
  values: ownerId === null ? [] : [ownerId],
});

const SUMMED = 'select step, starts_at, ends_at from summed_period where is_complete';
const WITHIN = 'starts_at >= ? and ends_at <= ?';
const REST = `rest as (
  select lower(gap) as starts_at, upper(gap) as ends_at from unnest(tstzmultirange(tstzrange(?, ?))
    - coalesce((select range_agg(tstzrange(starts_at, ends_at)) from whole), '{}')) gap)`;

const DAYS = `whole as (${SUMMED} and ${WITHIN} and step = 'DAY'), ${REST}`;

const PERIODS = `summed as (${SUMMED} and ${WITHIN}), whole as (
  select * from summed where step = 'MONTH'
  union all
  select * from summed day where step = 'DAY' and not exists (
    select from summed month where month.step = 'MONTH'
      and month.starts_at = date_trunc('month', day.starts_at, 'UTC'))
), ${REST}`;
