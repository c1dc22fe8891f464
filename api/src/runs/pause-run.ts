import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import type { MailingRun } from './mailing-run.entity.ts';
import { addPauseReason } from './pause-reasons.ts';
import { recordOfRun } from './record-of-run.ts';
import { canControl, getRun } from './run.access.ts';

/** Pauses a run: mails on the wire finish, nothing else leaves. Throws CONFLICT if the run has finished. */
export async function pauseRun(ctx: Context, id: string): Promise<MailingRun> {
  const run = await getRun(ctx, id, { can: canControl });
  await ctx.em.transactional(async () => {
    if ((await addPauseReason(ctx, { runId: run.id }, 'USER')) === 0) throw conflict('RUN_FINISHED');
    await recordOfRun(ctx, run, 'RUN_PAUSED');
  });
  return ctx.em.refreshOrFail(run);
}
