import type { WorkerPool } from '../../../platform/worker-pool.ts';
import type { Refusal } from '../../../runs/refusal.ts';
import { isAway } from '../pause-refused.ts';

const FIRST_MINUTES = 5;
const MOST_MINUTES = 60;
const AWAY_SECONDS = 30;

/** How long a server is left out: as long as a run would be paused. */
const PAUSE = `case when $4 then make_interval(secs => ${AWAY_SECONDS})
  else make_interval(mins => least(${MOST_MINUTES}, ${FIRST_MINUTES} * 2 ^ least(refused_in_row, 10))::int) end`;

/** Several workers may notice the same refusal: it counts once. */
const NEXT = 'case when resumes_at > now() then refused_in_row else least(refused_in_row, 1000) + 1 end';

/** Leaves a server out of all runs for a while, with the reason. */
export async function pauseServer(pool: WorkerPool, serverId: number, refusal: Refusal): Promise<void> {
  await pool.query({
    name: 'pause-server',
    text: `update mail_server set pause_cause = $2, pause_message = $3, refused_in_row = ${NEXT},
        resumes_at = greatest(resumes_at, now() + ${PAUSE}) where id = $1`,
    values: [serverId, refusal.cause, refusal.reply, isAway(refusal)],
  });
}

/** Notes that a server deals with mails again. */
export async function reopenServer(pool: WorkerPool, serverId: number): Promise<void> {
  await pool.query({
    name: 'reopen-server',
    text: `update mail_server set resumes_at = null, pause_cause = null, pause_message = null, refused_in_row = 0
      where id = $1 and refused_in_row > 0`,
    values: [serverId],
  });
}

/** A run that a server refuses. */
interface Refused {
  runId: number;
  serverId: number;
}

/** Leaves a server out of one run for a while, with the reason. */
export async function pauseServerForRun(
  pool: WorkerPool,
  { runId, serverId }: Refused,
  refusal: Refusal,
): Promise<void> {
  await pool.query({
    name: 'pause-server-for-run',
    text: `with known as (
        select coalesce(max(refused_in_row), 0) as refused_in_row, max(resumes_at) as resumes_at
        from mail_server_refusal where run_id = $5 and server_id = $1
      )
      insert into mail_server_refusal (run_id, server_id, pause_cause, pause_message, refused_in_row, resumes_at)
      select id, $1::smallint, $2, $3, ${NEXT}, now() + ${PAUSE}
      from (select id from mailing_run where id = $5 and finished_at is null) run cross join known
      on conflict (run_id, server_id) do update set pause_cause = excluded.pause_cause,
        pause_message = excluded.pause_message, refused_in_row = excluded.refused_in_row,
        resumes_at = greatest(mail_server_refusal.resumes_at, excluded.resumes_at)`,
    values: [serverId, refusal.cause, refusal.reply, isAway(refusal), runId],
  });
}

/** Notes that a server has accepted a mail of a run that it had refused. */
export async function reopenServerForRun(pool: WorkerPool, { runId, serverId }: Refused): Promise<void> {
  await pool.query({
    name: 'reopen-server-for-run',
    text: 'delete from mail_server_refusal where run_id = $1 and server_id = $2',
    values: [runId, serverId],
  });
}
