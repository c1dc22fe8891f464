import type { Context } from '../../context/context.ts';
import { textOf } from '../../language/text.ts';
import type { Refusal } from '../../runs/refusal.ts';
import type { MailServerState } from './mail-server-state.ts';

interface Row extends Omit<MailServerState, 'pauseMessage' | 'resumesAt'> {
  resumesAt: string | null;
  cause: Refusal['cause'] | null;
  detail: string | null;
}

/** Returns the mail servers that workers use now, or leave out because they refuse everybody. */
export async function findMailServers(ctx: Context): Promise<MailServerState[]> {
  const rows = await ctx.em.execute<Row[]>(SERVERS);
  return rows.map(({ label, connections, resumesAt, cause, detail, refusedRuns }) => ({
    label,
    connections,
    refusedRuns,
    resumesAt: resumesAt === null ? null : new Date(resumesAt),
    pauseMessage: cause && textOf(ctx.locale, `SMTP_${cause}`, { detail: detail ?? '' }),
  }));
}

// A server that was left out a day ago is not configured any more: it would have been tried since.
const SERVERS = `
select label, connections, resumes_at as "resumesAt", pause_cause as cause, pause_message as detail,
  (select count(*)::int from mail_server_refusal refusal join mailing_run run on run.id = refusal.run_id
   where refusal.server_id = mail_server.id and run.finished_at is null) as "refusedRuns"
from mail_server cross join lateral (
  select count(*)::int as connections from smtp_slot
  where smtp_slot.server_id = mail_server.id and worker_id is not null and expires_at > now()) slots
where connections > 0 or resumes_at > now() - interval '1 day'
order by label`;
