import type { Context } from '../../context/context.ts';
import { validated } from '../../input/validation.ts';
import { whoseAddress } from '../account.rules.ts';
import { limitMails } from '../mails/limit-mails.ts';

/** Mails the link of the last registration again, or that the address is confirmed. Answers the same for every address. */
export async function resendConfirmation(ctx: Context, input: { email: string }): Promise<boolean> {
  const { email } = validated(whoseAddress, input);
  const isToMail = await limitMails(ctx, email);
  await ctx.em.execute(RESEND, [isToMail, email]);
  await ctx.wakeups.wakeWorkers();
  return true;
}

// Without waiting for the disk: that would tell by time whether something was written. Who loses a mail asks again.
const RESEND = `
with quick as materialized (select set_config('synchronous_commit', 'off', true))
insert into account_mail (user_id, kind, password_hash, finished_at)
select "user".id, case when email_confirmed_at is null then 'CONFIRM_EMAIL' else 'ALREADY_REGISTERED' end,
  registration.password_hash, case when ? and blocked_at is null then null else now() end
from quick cross join "user" left join lateral (
  select password_hash from account_mail
  where user_id = "user".id and password_hash is not null order by id desc limit 1) registration on true
where lower(email) = lower(?)`;
