import type { Context } from '../context/context.ts';

/** Gives the unfinished run of a mailing the mailing's new end; null for none. */
export const moveRunEnd = (ctx: Context, mailing: { id: number; endAt?: Date | null }) =>
  ctx.em.execute('update mailing_run set ends_at = ? where mailing_id = ? and finished_at is null', [
    mailing.endAt ?? null,
    mailing.id,
  ]);
