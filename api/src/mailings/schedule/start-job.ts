import type { Context } from '../../context/context.ts';

/** The name of the job that starts a mailing; its key is the mailing's number. */
export const START_MAILING = 'start-mailing';

/**
 * Keeps the job for a mailing's start in step with its armed start. Call it after the commit. Never fails.
 */
export async function setStartJob(ctx: Context, mailingId: number): Promise<void> {
  const rows = await ctx.em
    .fork()
    .execute<{ next_run_at: string | null }[]>('select next_run_at from mailing where id = ?', [mailingId])
    .catch((error: unknown) => {
      ctx.log.warn({ err: error, mailing: mailingId }, 'The job of a start was not set; the sweep does it.');
      return null;
    });
  if (!rows) return;
  const at = rows[0]?.next_run_at;
  await ctx.wakeups.setJob(START_MAILING, String(mailingId), at ? new Date(at) : null);
}
