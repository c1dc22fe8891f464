import type { Context } from '../context/context.ts';

/** Passes a mailing's new end on to its unfinished run; null for no end. */
export const moveRunEnd = (ctx: Context, mailing: { id: number; endAt?: Date | null }) =>
  ctx.em.execute('update mailing_run set ends_at = ? where mailing_id = ? and finished_at is null', [
    mailing.endAt ?? null,
    mailing.id,
  ]);
