import type { Context } from '../context/context.ts';
import { MailingRun } from './mailing-run.entity.ts';

/** Returns a mailing's unfinished run, or null if there is none. */
export const currentRun = (ctx: Context, mailingId: number): Promise<MailingRun | null> =>
  ctx.em.findOne(MailingRun, { mailing: mailingId, finishedAt: null });
