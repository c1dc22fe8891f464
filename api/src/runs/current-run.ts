import type { Context } from '../context/context.ts';
import { MailingRun } from './mailing-run.entity.ts';

/** The run of a mailing that has not finished; null if there is none. */
export const currentRun = (ctx: Context, mailingId: number): Promise<MailingRun | null> =>
  ctx.em.findOne(MailingRun, { mailing: mailingId, finishedAt: null });
