import type { Context } from '../../context/context.ts';
import { validated } from '../../input/validation.ts';
import { accountAddress } from '../account.rules.ts';
import { limitMails } from '../mails/limit-mails.ts';
import { assertReachable } from '../assert-reachable.ts';

/** Mails a link for a new password if the address has an account. Returns true for every address. */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<boolean> {
  const { email } = validated(accountAddress, input);
  await assertReachable(ctx, email);
  const isToMail = await limitMails(ctx, email);
  await ctx.em.execute(REQUEST, [isToMail, email]);
  await ctx.wakeups.wakeWorkers();
  return true;
}

// Does not wait for the disk, because the time would reveal whether something was written. Somebody whose
// mail is lost asks again.
const REQUEST = `
with quick as materialized (select set_config('synchronous_commit', 'off', true))
insert into account_mail (user_id, kind, finished_at)
select id, 'RESET_PASSWORD', case when ? and blocked_at is null then null else now() end
from quick cross join "user" where lower(email) = lower(?)`;
