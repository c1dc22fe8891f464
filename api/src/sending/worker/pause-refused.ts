import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';

const FIRST_MINUTES = 5;
const MOST_MINUTES = 60;

/**
 * Pauses runs that the SMTP server refuses, or whose mails cannot be made, with the reason. They are tried again by
 * themselves, after five minutes at first and then more and more rarely, but once an hour at least.
 */
export async function pauseRefused(
  pool: WorkerPool,
  runIds: number[],
  { cause, reply }: Refusal,
): Promise<void> {
  const reason = cause === 'UNPREPARABLE' ? 'UNPREPARABLE' : 'SMTP_REFUSED';
  await pool.query(
    `with running as (
       select id from mailing_run where id = any ($1::int[]) and finished_at is null and status = 'RUNNING' for update
     ), recorded as (
       insert into audit_entry (actor_kind, action, subject, subject_id, subject_name, owner_id, run_id, details)
       select 'SERVICE', 'RUN_PAUSED', 'MAILING', mailing.id, mailing.name, mailing.owner_id, run.id,
         jsonb_build_object('reason', $6::text, 'cause', $2::text)
       from running join mailing_run run using (id) join mailing on mailing.id = run.mailing_id
     )
     update mailing_run set status = 'PAUSED', pause_cause = $2, pause_message = $3,
       resumes_at = now() + make_interval(mins => least($5, $4 * 2 ^ least(refused_in_row, 10))::int),
       refused_in_row = refused_in_row + case status when 'RUNNING' then 1 else 0 end,
       pause_reasons = array_append(array_remove(pause_reasons, $6), $6)
     where id = any ($1::int[]) and finished_at is null and status in ('RUNNING', 'PAUSED')`,
    [runIds, cause, reply, FIRST_MINUTES, MOST_MINUTES, reason],
  );
}
