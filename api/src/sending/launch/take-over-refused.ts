import type { Context } from '../../context/context.ts';
import { MailingRun } from '../../runs/mailing-run.entity.ts';
import type { SendScope } from '../../runs/run.enums.ts';

interface TakeOver {
  mailingId: number;
  scope: SendScope;
  workerId: number;
}

/**
 * Lets a worker try again what an earlier command left because the mail server refused it. Returns the run; null
 * if the scope is not the rest of it, or nothing was left like that.
 */
export async function takeOverRefused(
  ctx: Context,
  { mailingId, scope, workerId }: TakeOver,
): Promise<MailingRun | null> {
  if (scope !== 'NOT_YET_SENT') return null;
  const rows = await ctx.em.execute<{ id: number }[]>(
    `update mailing_run set worker_id = ?, status = 'RUNNING', pause_reasons = '{}', resumes_at = null,
       pause_cause = null, pause_message = null
     where mailing_id = ? and finished_at is null and trigger_type = 'COMMAND' and status = 'PAUSED'
       and resumes_at is not null and pause_reasons <@ '{SMTP_REFUSED,UNPREPARABLE}'
       and not exists (select from worker where worker.id = mailing_run.worker_id and expires_at > now())
     returning id`,
    [workerId, mailingId],
  );
  return rows[0] ? ctx.em.findOneOrFail(MailingRun, rows[0].id) : null;
}
