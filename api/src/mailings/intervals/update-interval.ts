import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { getIntervalToWrite } from './interval.access.ts';
import type { Interval } from './interval.entity.ts';
import type { UpdateIntervalInput } from '../mailing.inputs.ts';
import { assertEvery, intervalNameTaken, intervalPatch } from '../mailing.rules.ts';

/** Changes an interval; needs change_interval. Mailings that repeat by it follow from their next start on. */
export async function updateInterval(
  ctx: Context,
  { id, input }: { id: string; input: UpdateIntervalInput },
): Promise<Interval> {
  const patch = validated(intervalPatch, input);
  assertEvery(patch.every);
  return orTaken('interval_name_unique', intervalNameTaken, () =>
    ctx.em.transactional(async (em) => em.assign(await getIntervalToWrite(ctx, id, 'change'), patch)),
  );
}
