import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { MailingRun } from '../../runs/mailing-run.entity.ts';

/**
 * Counts the recipients that an account with quotas writes to in a day, those of this frozen run among them. Throws INVALID
 * if they are too many; of two launches at once the second one sees the first. Before the shared lock of the owner.
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
