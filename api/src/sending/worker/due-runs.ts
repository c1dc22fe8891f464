import type { WorkerPool } from '../../platform/worker-pool.ts';

/** A run that something has to be done about. */
export interface DueRun {
  id: number;
  /** Mail may leave, and some is left to be tried. */
  isSendable: boolean;
  /** It was cancelled or its end has come, and some is left to be skipped. */
  isToSkip: boolean;
  /** Nothing is left at all. */
  isToFinish: boolean;
  /** Launched by a command that does not wait for the SMTP server to come back. */
  isCommand: boolean;
  /** It was paused because the SMTP server refused it, and nothing of it was accepted since. */
  isProbing: boolean;
}

/**
 * The unfinished runs that a worker can do something about now. On the way, the ends that have come are noted, and the
 * pauses by the SMTP server whose time is up are lifted.
 */
export async function dueRuns(pool: WorkerPool, workerId: number): Promise<DueRun[]> {
  await pool.query({ name: 'note-ends', text: NOTE_ENDS });
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
select id, trigger_type = 'COMMAND' as "isCommand", refused_in_row > 0 as "isProbing",
  status = 'RUNNING' and skips_rest_as is null and pending + deferred > 0
    and coalesce(held_until <= now(), true) as "isSendable",
  skips_rest_as is not null and pending + deferred > 0 as "isToSkip",
  pending + deferred = 0 as "isToFinish"
from mailing_run
where finished_at is null and (worker_id is null or worker_id = $1
  or not exists (select from worker where worker.id = mailing_run.worker_id and expires_at > now()))
order by id`;
