import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { MailingRun } from '../../runs/mailing-run.entity.ts';

/**
 * Throws INVALID if the run's owner has a quota and has written to too many recipients in the last 24 hours,
 * those of this frozen run included; of two concurrent launches, the second sees the first. Call it before
 * taking the shared lock on the owner.
 */
export async function assertRecipientQuota(ctx: Context, run: MailingRun): Promise<void> {
  const owner = await run.owner.loadOrFail();
  if (!owner.isLimited) return;
  await ctx.em.execute('select from "user" where id = ? for no key update', [owner.id]);
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select coalesce(sum(total - skipped), 0)::int as count from mailing_run
     where owner_id = ? and started_at > now() - interval '1 day'`,
    [owner.id],
  );
  const most = ctx.newAccounts.recipientsPerDay;
  if (row!.count > most)
    throw invalid([fault('QUOTA_RECIPIENTS', ['recipientIds'], { most, count: row!.count })]);
}
