import { windowAt } from '../../mailings/hours/windows.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';

interface Row {
  id: number;
  closes_at: Date;
  now: Date;
  days: number[] | null;
  from: number | null;
  until: number | null;
  time_zone: string;
}

/** Gives unfinished runs whose window has closed the next one, by the database's clock. */
export async function moveWindows(pool: WorkerPool): Promise<void> {
  const { rows } = await pool.query<Row>({ name: 'closed-windows', text: CLOSED });
  for (const { id, closes_at, now, days, from, until, time_zone: timeZone } of rows) {
    const hasHours = days !== null && from !== null && until !== null;
    const window = hasHours ? windowAt({ days, from, until, timeZone }, now) : null;
    await pool.query({
      name: 'move-window',
      text: 'update mailing_run set opens_at = $3, closes_at = $4 where id = $1 and closes_at = $2',
      values: [id, closes_at, window?.opensAt ?? null, window?.closesAt ?? null],
    });
  }
}

const CLOSED = `
select run.id, run.closes_at, now() as now, mailing.allowed_days as days, mailing.allowed_from as "from",
  mailing.allowed_until as "until", mailing.time_zone
from mailing_run run join mailing on mailing.id = run.mailing_id
where run.finished_at is null and run.closes_at <= now()`;
