import type { WorkerPool } from '../../platform/worker-pool.ts';
import { moveWindows } from './move-windows.ts';

/** A run that a worker should act on. */
export interface DueRun {
  id: number;
  /** Mails may leave, and some are left to try. */
  isSendable: boolean;
  /** The run was cancelled or has reached its end, and some deliveries are left to skip. */
  isToSkip: boolean;
  /** Nothing is left. */
  isToFinish: boolean;
  /** Belongs to the command of this process, which does not wait for an SMTP server that is away. */
  isCommand: boolean;
  /** The run was paused because the SMTP server refused it, and nothing of it has been accepted since. */
  isProbing: boolean;
}

/**
 * Returns the unfinished runs that a worker can act on now. Also marks runs whose end has come, lifts pauses by the
 * SMTP server that have run out, and sets the next window of runs whose window has closed.
 */
export async function dueRuns(pool: WorkerPool, workerId: number): Promise<DueRun[]> {
  await pool.query({ name: 'note-ends', text: NOTE_ENDS });
  await moveWindows(pool);
  const { rows } = await pool.query<DueRun>({ name: 'due-runs', text: DUE, values: [workerId] });
  return rows;
}

const NOTE_ENDS = `
with ended as (
  update mailing_run set skips_rest_as = 'ENDED'
  where finished_at is null and skips_rest_as is null and ends_at <= now()
)
update mailing_run set resumes_at = null, pause_message = null, pause_cause = null,
  pause_reasons = array_remove(array_remove(pause_reasons, 'SMTP_REFUSED'), 'UNPREPARABLE'),
  status = case when pause_reasons <@ '{SMTP_REFUSED,UNPREPARABLE}' then 'RUNNING' else 'PAUSED' end
where finished_at is null and status = 'PAUSED' and resumes_at <= now()
  and coalesce(ends_at > now(), true)`;

const DUE = `
select id, coalesce(worker_id = $1, false) as "isCommand", refused_in_row > 0 as "isProbing",
  status = 'RUNNING' and skips_rest_as is null and pending + deferred > 0
    and coalesce(held_until <= now(), true) and coalesce(opens_at <= now() and closes_at > now(), true) as "isSendable",
  skips_rest_as is not null and pending + deferred > 0 as "isToSkip",
  pending + deferred = 0 as "isToFinish"
from mailing_run
where finished_at is null and (worker_id is null or worker_id = $1
  or not exists (select from worker where worker.id = mailing_run.worker_id and expires_at > now()))
order by id`;
