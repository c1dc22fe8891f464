import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import type { Mailing } from './mailing.entity.ts';

/**
 * Throws CONFLICT unless every field of a mailing may be changed: it is CREATED, or between two runs of its
 * repetition.
 */
export async function assertEditable(ctx: Context, mailing: Mailing): Promise<void> {
  if (mailing.status === 'COMPLETED') throw conflict('MAILING_SENT');
  if (mailing.status === 'CREATED') return;
  const unfinished = await ctx.em.count(MailingRun, { mailing: mailing.id, finishedAt: null });
  if (unfinished > 0) throw conflict('MAILING_RUNNING');
}
