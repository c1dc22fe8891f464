import { expect } from 'vitest';
import type { App } from '../src/context/app.ts';

const QUARTER = `date_bin('15 minutes', attempted_at, '2000-01-01Z')`;
const OUTCOMES = `count(*) filter (where status = 'SUCCESS') as succeeded,
  count(*) filter (where status = 'FAILURE') as failed, count(*) filter (where status = 'UNKNOWN') as unknown`;

const checks = {
  attempt_count: `
    select 'attempts' as counter, to_jsonb(kept) as kept, to_jsonb(counted) as counted from (
      select quarter, succeeded, failed, unknown from attempt_count
      where mailing_id = $1 and succeeded + failed + unknown > 0) kept
    full join (select ${QUARTER} as quarter, ${OUTCOMES} from attempt where mailing_id = $1 group by 1) counted
      using (quarter)`,
  domain_count: `
    select 'domains' as counter, to_jsonb(kept) as kept, to_jsonb(counted) as counted from (
      select quarter, domain, succeeded, failed, unknown from domain_count where mailing_id = $1) kept
    full join (select ${QUARTER} as quarter, lower(split_part(email, '@', 2)) as domain, ${OUTCOMES}
      from attempt join delivery on delivery.id = delivery_id where mailing_id = $1 group by 1, 2) counted
      using (quarter, domain)`,
  failure_count: `
    select 'failures' as counter, to_jsonb(kept) as kept, to_jsonb(counted) as counted from (
      select quarter, reason, count from failure_count where mailing_id = $1) kept
    full join (select ${QUARTER} as quarter, failure_reason(status, smtp_code, server_response) as reason, count(*)
      from attempt where mailing_id = $1 and status <> 'SUCCESS' group by 1, 2) counted using (quarter, reason)`,
};

/** The counters of a mailing match its attempts; true at any moment, because each check is one statement. */
export async function countersAddUp(app: App, mailingId: number): Promise<void> {
  for (const check of Object.values(checks)) {
    const rows = await app.orm.em
      .fork()
      .execute<{ counter: string; kept: unknown; counted: unknown }[]>(
        `select * from (${check}) as row where kept is distinct from counted`.replaceAll(
          '$1',
          String(mailingId),
        ),
      );
    expect(rows).toEqual([]);
  }
}
