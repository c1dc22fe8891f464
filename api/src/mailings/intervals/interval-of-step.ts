import type { Context } from '../../context/context.ts';
import { textOf } from '../../language/text.ts';
import type { RepetitionInput } from '../mailing.inputs.ts';
import { Interval } from './interval.entity.ts';

/**
 * Returns an interval with this step, and makes it if there is none: a schedule is its owner's business and waits for
 * nobody who may manage intervals.
 */
async function intervalOfStep(ctx: Context, { every, unit }: RepetitionInput): Promise<Interval> {
  const find = () => ctx.em.findOne(Interval, { every, unit }, { orderBy: { id: 'asc' } });
  const known = await find();
  if (known) return known;
  const name = textOf(ctx.locale, `EVERY_${unit}S`, { count: every });
  // Somebody may make it at the same time, or have given its name to another step.
  await ctx.em.execute(
    `insert into "interval" (name, every, unit)
     select case when exists (select from "interval" where name = ?) then ? else ? end, ?, ? on conflict do nothing`,
    [name, `${name} (${every} ${unit})`, name, every, unit],
  );
  return (await find())!;
}

/** An input with the interval that its repetition stands for. */
export async function withInterval<
  T extends { repetition?: RepetitionInput | null | undefined; intervalId?: string | null | undefined },
>(ctx: Context, { repetition, ...input }: T): Promise<Omit<T, 'repetition'>> {
  if (repetition == null) return input;
  return { ...input, intervalId: String((await intervalOfStep(ctx, repetition)).id) };
}
