import { idOf } from '../../access/owned-things.ts';
import { has, type Actor } from '../../context/actor.ts';
import type { Context } from '../../context/context.ts';
import { forbidden, notFound } from '../../errors/domain-error.ts';
import { Interval } from './interval.entity.ts';

type Action = 'add' | 'change' | 'delete';

/**
 * Intervals belong to everybody; only users whose groups permit it may change them. Throws FORBIDDEN
 * otherwise.
 */
export function assertMayWriteIntervals(actor: Actor, action: Action): void {
  if (!has(actor, `${action}_interval`)) throw forbidden();
}

/** Returns an interval to change or delete. Throws FORBIDDEN or NOT_FOUND. */
export async function getIntervalToWrite(
  ctx: Context,
  id: string,
  action: 'change' | 'delete',
): Promise<Interval> {
  assertMayWriteIntervals(ctx.actor, action);
  const interval = await ctx.em.findOne(Interval, { id: idOf(id) ?? 0 });
  if (!interval) throw notFound();
  return interval;
}
