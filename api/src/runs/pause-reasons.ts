import type { Context } from '../context/context.ts';
import { changedRows } from '../db/changed-rows.ts';
import type { PauseReason } from './run.enums.ts';

/** The unfinished runs to change: a single one, those of one mailing, or all of one owner. */
type RunsOf = { runId: number } | { mailingId: number } | { ownerId: number };

const conditionOf = (runs: RunsOf): [string, number] =>
  'runId' in runs
    ? ['id', runs.runId]
    : 'mailingId' in runs
      ? ['mailing_id', runs.mailingId]
      : ['owner_id', runs.ownerId];

/** Adds a reason for a pause. Nothing more is sent once it is committed. Returns the number of runs. */
export function addPauseReason(ctx: Context, runs: RunsOf, reason: PauseReason): Promise<number> {
  const [column, id] = conditionOf(runs);
  return changedRows(
    ctx.em,
    `update mailing_run set status = 'PAUSED', pause_reasons = array_append(array_remove(pause_reasons, ?), ?)
     where ${column} = ? and finished_at is null and status <> 'CANCELLED'`,
    [reason, reason, id],
  );
}

/**
 * Removes reasons for a pause. With `keepPaused`, the run waits for somebody to resume it; otherwise it
 * continues if no other reason is left.
 */
export function removePauseReasons(
  ctx: Context,
  runs: RunsOf,
  { reasons, keepPaused = false }: { reasons: PauseReason[]; keepPaused?: boolean },
): Promise<number> {
  const [column, id] = conditionOf(runs);
  const kept = `array(select unnest(pause_reasons) except select unnest(?::text[]) ${keepPaused ? "union select 'USER'" : ''})`;
  const list = `{${reasons.join()}}`;
  return changedRows(
    ctx.em,
    `update mailing_run set pause_reasons = ${kept}, pause_message = null, pause_cause = null, resumes_at = null,
       status = case when cardinality(${kept}) > 0 then 'PAUSED' else 'RUNNING' end
     where ${column} = ? and finished_at is null and status = 'PAUSED' and pause_reasons && ?::text[]`,
    [list, list, id, list],
  );
}
