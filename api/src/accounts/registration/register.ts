import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { newAccount } from '../account.rules.ts';
import type { RegisterInput } from '../account.inputs.ts';
import { limitMails } from '../mails/limit-mails.ts';
import { assertReachable } from '../assert-reachable.ts';

/**
 * Creates an account that nobody can use before its password is set, through a link mailed to its address. If
 * the address has an account, its mail says so; the response, the work and the time are the same. Throws
 * FORBIDDEN while registration is closed.
 */
export async function register(ctx: Context, input: RegisterInput): Promise<boolean> {
  if (ctx.registration === 'CLOSED') throw closed();
  const { email, fullName, locale, timeZone } = validated(newAccount, input);
  await assertReachable(ctx, email);
  const isToMail = await limitMails(ctx, email);
  await ctx.em.execute(REGISTER, [
    email,
    fullName,
    locale ?? ctx.locale,
    timeZone ?? 'UTC',
    ctx.registration === 'APPROVAL',
    isToMail,
  ]);
  await ctx.wakeups.wakeWorkers();
  return true;
}

const closed = () =>
  new DomainError('FORBIDDEN', { key: 'REGISTRATION_CLOSED' }, { reason: 'REGISTRATION_CLOSED' });

// Until the address is confirmed, the last registration determines the name that the link's page suggests.
const taken = ['email', 'full_name', 'locale', 'time_zone', 'awaits_approval', 'is_limited']
  .map(
    (field) =>
      `${field} = case when "user".email_confirmed_at is null then excluded.${field} else "user".${field} end`,
  )
  .join(', ');

// A known address is updated as well, and takes a number like a new one, so that neither the time nor the
// numbers of later accounts reveal it. For the same reason a mail that must not be sent is stored as
// finished.
const REGISTER = `
with account as (
  insert into "user" (email, full_name, locale, time_zone, awaits_approval, is_limited)
  values (?, ?, ?, ?, ?, true)
  on conflict (lower(email)) do update set ${taken}
  returning id, email_confirmed_at, blocked_at
), joined as (
  insert into group_member (user_id, group_id)
  select account.id, "group".id from account cross join "group"
  where "group".name = 'Users' and account.email_confirmed_at is null
  on conflict do nothing
)
insert into account_mail (user_id, kind, finished_at)
select id, case when email_confirmed_at is null then 'CONFIRM_EMAIL' else 'ALREADY_REGISTERED' end,
  case when ? and blocked_at is null then null else now() end
from account`;
