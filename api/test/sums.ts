import { expect } from 'vitest';
import type { App } from '../src/context/app.ts';

const OUTCOMES = 'sum(succeeded) as succeeded, sum(failed) as failed, sum(unknown) as unknown';

/** The sums of all complete periods, and the same from their counters. */
const checks = [
  [
    `select step, starts_at, owner_id, mailing_id, succeeded, failed, unknown, marked_sent from attempt_sum
     join complete using (step, starts_at)`,
    `select step, starts_at, owner_id, mailing_id, ${OUTCOMES}, sum(marked_sent) as marked_sent from complete
     join attempt_count on quarter >= starts_at and quarter < ends_at group by 1, 2, 3, 4`,
  ],
  [
    `select step, starts_at, owner_id, domain, succeeded, failed, unknown from domain_sum
     join complete using (step, starts_at)`,
    `select step, starts_at, owner, domain, ${OUTCOMES} from complete
     join domain_count on quarter >= starts_at and quarter < ends_at
     cross join lateral (values (owner_id), (0)) as owners (owner) group by 1, 2, 3, 4`,
  ],
  [
    `select step, starts_at, owner_id, reason, count, server_response from failure_sum
     join complete using (step, starts_at)`,
    `select step, starts_at, owner, reason, sum(count), max(server_response) from complete
     join failure_count on quarter >= starts_at and quarter < ends_at
     cross join lateral (values (owner_id), (0)) as owners (owner) group by 1, 2, 3, 4`,
  ],
  [
    `select owner_id, quarter, quarter_sum.succeeded, quarter_sum.failed, quarter_sum.unknown from quarter_sum
     join complete on step = 'DAY' and complete.starts_at = quarter_sum.starts_at`,
    `select owner, quarter, ${OUTCOMES} from complete
     join attempt_count on quarter >= starts_at and quarter < ends_at
     cross join lateral (values (owner_id), (0)) as owners (owner) where step = 'DAY' group by 1, 2`,
  ],
] as const;

/** All sums that count match the counters; true at any moment, because each check is one statement. */
export async function sumsAddUp(app: App): Promise<void> {
  for (const [kept, counted] of checks) {
    const rows = await app.orm.em.fork().execute(
      `with complete as (select step, starts_at, ends_at from summed_period where is_complete),
         kept as (${kept}), counted as (${counted})
       (select 'only kept', * from kept except select 'only kept', * from counted)
       union all (select 'only counted', * from counted except select 'only counted', * from kept)`,
    );
    expect(rows).toEqual([]);
  }
}
