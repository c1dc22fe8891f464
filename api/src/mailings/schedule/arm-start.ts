import type { Actor } from '../../context/actor.ts';
import { scopeMissing } from '../../errors/domain-error.ts';
import type { Mailing } from '../mailing.entity.ts';
import { nextStart, type Schedule } from './recurrence.ts';

/** The parts of a mailing that its start depends on. */
export type Scheduled = Pick<Mailing, 'status' | 'startAt' | 'endAt' | 'timeZone' | 'nextRunAt'> & {
  interval?: Schedule['interval'];
};

/**
 * Returns the start to arm after a mailing was saved, or null for none. A new start is armed as it is, even
 * if it is past: it fires at once. A start that was used up or disarmed stays so until a new one is saved. If
 * the interval, time zone or end changed, the next start is computed again. Nothing is armed at or after the
 * end.
 */
export function armStart(before: Scheduled | null, after: Scheduled, now: Date): Date | null {
  const start = before && isSame(before, after) ? (before.nextRunAt ?? null) : startOf(before, after, now);
  return start && after.endAt && start >= after.endAt ? null : start;
}

interface Hold {
  now: Date;
  holdSeconds?: number | null | undefined;
  endAt?: Date | null | undefined;
}

/**
 * Postpones a start that was just armed until `holdSeconds` have passed. Returns null if that is at or after
 * the end.
 */
export function heldStart(start: Date | null, { now, holdSeconds, endAt }: Hold): Date | null {
  const earliest = new Date(now.getTime() + (holdSeconds ?? 0) * 1000);
  if (!start || !holdSeconds || start >= earliest) return start;
  return endAt && earliest >= endAt ? null : earliest;
}

/** Throws FORBIDDEN if a token without the scope SEND would cause a launch that was not scheduled before. */
export function assertMayArm(actor: Actor, before: Scheduled | null, after: Scheduled): void {
  if (!after.nextRunAt || (before && isSame(before, after))) return;
  if (actor.scopes && !actor.scopes.has('SEND')) throw scopeMissing('SEND');
}

function isSame(before: Scheduled, after: Scheduled): boolean {
  const facts = ({ startAt, endAt, timeZone, interval }: Scheduled) =>
    [startAt?.getTime(), endAt?.getTime(), timeZone, interval?.every, interval?.unit].join();
  return facts(before) === facts(after);
}

function startOf(before: Scheduled | null, after: Scheduled, now: Date): Date | null {
  const { startAt } = after;
  if (!startAt) return null;
  if (startAt.getTime() !== before?.startAt?.getTime()) return after.status === 'COMPLETED' ? null : startAt;
  if (before.nextRunAt?.getTime() === startAt.getTime()) return startAt;
  return laterStart(before, { ...after, startAt }, now);
}

/** The start after the first one, if there is one. */
function laterStart(before: Scheduled, after: Scheduled & { startAt: Date }, now: Date): Date | null {
  const { startAt, interval, timeZone } = after;
  const isRepeating = after.status === 'RUNNING' && interval != null;
  if (before.nextRunAt == null && !isRepeating) return null;
  return interval ? nextStart({ startAt, timeZone, interval }, now) : null;
}
