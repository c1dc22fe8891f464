import type { RunProgressFragment } from '#lib/gql/graphql.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { m } from '#lib/paraglide/messages.js';

type Run = Pick<RunProgressFragment, 'status' | 'estimatedFinishAt' | 'heldUntil' | 'counts'>;

/** How long a run still takes, or why that is not known. */
export function timeLeft(
  { status, estimatedFinishAt, heldUntil, counts }: Run,
  now: number = Date.now(),
): string {
  if (status === 'PAUSED') return m.run_paused();
  if (status !== 'RUNNING') return '';
  if (heldUntil && Date.parse(heldUntil) > now) return m.run_held();
  if (counts.pending + counts.sending === 0 && counts.deferred > 0) return m.run_waits();
  if (!estimatedFinishAt) return m.run_estimating();
  return m.run_time_left({ time: formatDuration(Date.parse(estimatedFinishAt) - now) });
}

/** How long a run took, or has been going on. */
export function timeTaken({
  startedAt,
  finishedAt,
}: {
  startedAt: string;
  finishedAt?: string | null;
}): string {
  const end = finishedAt ? Date.parse(finishedAt) : Date.now();
  return formatDuration(end - Date.parse(startedAt));
}
