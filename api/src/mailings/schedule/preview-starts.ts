import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { validated } from '../../input/validation.ts';
import { findInterval } from '../create-mailing.ts';
import type { PreviewStartsInput } from '../mailing.inputs.ts';
import { assertSchedule, previewedSchedule } from '../mailing.rules.ts';
import { comingStarts, nextStart } from './recurrence.ts';

const MOST_STARTS = 5;

/**
 * The coming starts of a schedule that is not saved yet, at most five. A single start that is past is one as well: saved,
 * it fires at once. Throws INVALID for what could not be saved.
 */
export async function previewStarts(ctx: Context, input: PreviewStartsInput): Promise<Date[]> {
  const { startAt, endAt, timeZone } = validated(previewedSchedule, input);
  const interval = input.intervalId == null ? null : await findInterval(ctx, input.intervalId);
  assertSchedule({ startAt, endAt, interval });
  const schedule = { startAt, endAt, interval, timeZone: timeZone ?? (await ownZone(ctx)) };
  const from = interval ? nextStart(schedule, ctx.clock.now()) : startAt;
  return from ? comingStarts(schedule, { from, most: MOST_STARTS }) : [];
}

async function ownZone({ em, actor }: Context): Promise<string> {
  const user = actor.id === null ? null : await em.findOne(User, actor.id);
  return user?.timeZone ?? 'UTC';
}
