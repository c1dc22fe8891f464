import type { RunProgressFragment } from '#lib/gql/graphql.ts';
import { formatWeekdayTimeIn } from '#lib/format/date.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { m } from '#lib/paraglide/messages.js';
import { viewerZone } from '#lib/shell/viewer.ts';

type Run = Pick<RunProgressFragment, 'status' | 'estimatedFinishAt' | 'heldUntil' | 'waitsUntil' | 'counts'>;

/** How long a run will still take, or why that is not known. */
export function timeLeft(
  { status, estimatedFinishAt, heldUntil, waitsUntil, counts }: Run,
  now: number = Date.now(),
): string {
  if (status === 'PAUSED') return m.run_paused();
  if (status !== 'RUNNING') return '';
  if (isComing(heldUntil, now)) return m.run_held();
  if (isComing(waitsUntil, now))
    return m.hours_wait_left({ time: formatWeekdayTimeIn(waitsUntil, viewerZone()) });
  if (counts.pending + counts.sending === 0 && counts.deferred > 0) return m.run_waits();
  if (!estimatedFinishAt) return m.run_estimating();
  return m.run_time_left({ time: formatDuration(Date.parse(estimatedFinishAt) - now) });
}

const isComing = (instant: string | null | undefined, now: number): instant is string =>
  instant != null && Date.parse(instant) > now;

/** How long a run took, or has been under way, without the time in which it could be taken back. */
export function timeTaken({
  startedAt,
  heldUntil,
  finishedAt,
}: {
  startedAt: string;
  heldUntil?: string | null;
  finishedAt?: string | null;
}): string {
  const end = finishedAt ? Date.parse(finishedAt) : Date.now();
  const start = Math.max(Date.parse(startedAt), heldUntil ? Date.parse(heldUntil) : 0);
  return formatDuration(Math.max(end - start, 0));
}
