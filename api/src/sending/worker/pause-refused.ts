import type { WorkerPool } from '../../platform/worker-pool.ts';
import type { Refusal } from '../../runs/refusal.ts';

const MINUTES = 5;

/** Pauses runs because the SMTP server refuses everything, with its words; they are tried again by themselves. */
export async function pauseRefused(
  pool: WorkerPool,
  runIds: number[],
  { cause, reply }: Refusal,
): Promise<void> {
  await pool.query(
    `update mailing_run set status = 'PAUSED', pause_cause = $2, pause_message = $3,
       resumes_at = now() + make_interval(mins => $4),
       pause_reasons = array_append(array_remove(pause_reasons, 'SMTP_REFUSED'), 'SMTP_REFUSED')
     where id = any ($1::int[]) and finished_at is null and status in ('RUNNING', 'PAUSED')`,
    [runIds, cause, reply, MINUTES],
  );
}
