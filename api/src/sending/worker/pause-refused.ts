import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';

const FIRST_MINUTES = 5;
const MOST_MINUTES = 60;
const AWAY_SECONDS = 30;

/** Whether the server could not be reached at all, and may be back at any moment. */
export const isAway = ({ cause, permanent }: Refusal): boolean =>
  !permanent && ['CONNECT', 'TLS', 'GREETING', 'LOST'].includes(cause);

/**
 * Pauses runs that the SMTP server refuses, or whose mails cannot be rendered, with the reason. They are
 * retried automatically: after five minutes at first, then at growing intervals of at most an hour; every 30
 * seconds while the server cannot be reached, in which case only the first pause is recorded.
 */
export async function pauseRefused(pool: WorkerPool, runIds: number[], refusal: Refusal): Promise<void> {
  const { cause, reply } = refusal;
  const reason = cause === 'UNPREPARABLE' ? 'UNPREPARABLE' : 'SMTP_REFUSED';
  await pool.query(
    `with refused as (
       select id, status, refused_in_row from mailing_run
       where id = any ($1::int[]) and finished_at is null and status in ('RUNNING', 'PAUSED') for update
     ), paused as (
       update mailing_run set status = 'PAUSED', pause_cause = $2, pause_message = $3,
         resumes_at = now() + case when $7 then make_interval(secs => $8)
           else make_interval(mins => least($5, $4 * 2 ^ least(refused.refused_in_row, 10))::int) end,
         refused_in_row = case when $7 then greatest(refused.refused_in_row, 1)
           else refused.refused_in_row + case refused.status when 'RUNNING' then 1 else 0 end end,
         pause_reasons = array_append(array_remove(pause_reasons, $6), $6)
       from refused where mailing_run.id = refused.id
       returning mailing_run.id, mailing_id, refused.status = 'RUNNING' and not ($7 and refused.refused_in_row > 0) as is_new
     )
     insert into audit_entry (actor_kind, action, subject, subject_id, subject_name, owner_id, run_id, details)
     select 'SERVICE', 'RUN_PAUSED', 'MAILING', mailing.id, mailing.name, mailing.owner_id, paused.id,
       jsonb_build_object('reason', $6::text, 'cause', $2::text)
     from paused join mailing on mailing.id = mailing_id where is_new`,
    [runIds, cause, reply, FIRST_MINUTES, MOST_MINUTES, reason, isAway(refusal), AWAY_SECONDS],
  );
}
