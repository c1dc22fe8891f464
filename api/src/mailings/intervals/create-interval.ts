import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { assertMayWriteIntervals } from './interval.access.ts';
import { Interval } from './interval.entity.ts';
import type { CreateIntervalInput } from '../mailing.inputs.ts';
import { assertEvery, intervalNameTaken, newInterval } from '../mailing.rules.ts';

/** Adds an interval; needs add_interval. Throws INVALID if the name is taken. */
export async function createInterval(ctx: Context, input: CreateIntervalInput): Promise<Interval> {
  assertMayWriteIntervals(ctx.actor, 'add');
  const values = validated(newInterval, input);
  assertEvery(values.every);
  return orTaken('interval_name_unique', intervalNameTaken, () =>
    ctx.em.transactional(async (em) => em.create(Interval, values)),
  );
}
