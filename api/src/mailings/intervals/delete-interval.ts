import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { getIntervalToWrite } from './interval.access.ts';
import { Mailing } from '../mailing.entity.ts';

/** Deletes an interval; needs delete_interval. Throws CONFLICT while mailings use it. Returns the id. */
export async function deleteInterval(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const interval = await getIntervalToWrite(ctx, id, 'delete');
    // Locked, so that no mailing starts using it after the check.
    await em.lock(interval, LockMode.PESSIMISTIC_WRITE);
    const count = await em.count(Mailing, { interval: interval.id });
    if (count > 0) throw conflict('INTERVAL_IN_USE', { count });
    await em.remove(interval).flush();
  });
  return id;
}
