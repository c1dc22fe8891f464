import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { validated } from '../../input/validation.ts';
import { findInterval } from '../create-mailing.ts';
import type { PreviewStartsInput } from '../mailing.inputs.ts';
import { assertSchedule, previewedSchedule } from '../mailing.rules.ts';
import { comingStarts, nextStart } from './recurrence.ts';

const MOST_STARTS = 5;

/**
 * Returns the coming starts of a schedule that is not saved yet, at most five. A single start in the past is
 * included, because it fires at once when saved. Throws INVALID for a schedule that cannot be saved.
 */
export async function previewStarts(ctx: Context, input: PreviewStartsInput): Promise<Date[]> {
  const { startAt, endAt, timeZone, repetition } = validated(previewedSchedule, input);
  const chosen = input.intervalId == null ? null : await findInterval(ctx, input.intervalId);
  const interval = repetition ?? chosen;
  assertSchedule({ startAt, endAt, interval });
  const schedule = { startAt, endAt, interval, timeZone: timeZone ?? (await ownZone(ctx)) };
  const from = interval ? nextStart(schedule, ctx.clock.now()) : startAt;
  return from ? comingStarts(schedule, { from, most: MOST_STARTS }) : [];
}

async function ownZone({ em, actor }: Context): Promise<string> {
  const user = actor.id === null ? null : await em.findOne(User, actor.id);
  return user?.timeZone ?? 'UTC';
}
