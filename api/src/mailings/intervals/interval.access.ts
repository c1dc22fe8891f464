import { idOf } from '../../access/owned-things.ts';
import type { Actor } from '../../context/actor.ts';
import type { Context } from '../../context/context.ts';
import { forbidden, notFound } from '../../errors/domain-error.ts';
import { Interval } from './interval.entity.ts';

/** Intervals belong to all; only superusers write them. */
export function assertMayWriteIntervals(actor: Actor): void {
  if (!actor.isSuperuser) throw forbidden();
}

/** An interval for a superuser to change. Throws FORBIDDEN or NOT_FOUND. */
export async function getIntervalToWrite(ctx: Context, id: string): Promise<Interval> {
  assertMayWriteIntervals(ctx.actor);
  const interval = await ctx.em.findOne(Interval, { id: idOf(id) ?? 0 });
  if (!interval) throw notFound();
  return interval;
}
