import type { User } from '../../accounts/user.entity.ts';
import { loaderOf, type Context } from '../../context/context.ts';
import { fault, type Fault } from '../../errors/domain-error.ts';
import { mailingsWithPeopleInSegments } from '../../mailings/audience/audience-segments.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { leadsNowhere } from '../../platform/smtp/mail-reach.ts';
import type { SendScope } from '../../runs/run.enums.ts';
import { messageProblems } from './checked-message.ts';
import { isVerified } from '../../senders/sender.queries.ts';
import { findSenderOf } from './find-sender-of.ts';

/**
 * Returns why a launch would be refused or unwise now. Checks whether there is an audience without counting
 * it.
 */
export async function launchProblems(ctx: Context, mailing: Mailing): Promise<Fault[]> {
  const [message, owner] = await Promise.all([mailing.message.loadOrFail(), mailing.owner.loadOrFail()]);
  const { subject, body, format, textPart } = message;
  const { timeZone } = mailing;
  const source = { subject, body, format, textPart, timeZone, locale: owner.locale, ownerId: owner.id };
  const [ofMailing, ofMessage] = await Promise.all([mailingProblems(ctx, mailing), messageProblems(source)]);
  return [...ofMailing, ...ofMessage];
}

/** The same without the problems of its message, which may take long to find. */
export async function mailingProblems(
  ctx: Context,
  mailing: Mailing,
  { scope = 'ALL' }: { scope?: SendScope } = {},
): Promise<Fault[]> {
  const owner = await mailing.owner.loadOrFail();
  const problems = problemsOfState(mailing, owner, { scope, now: ctx.clock.now() });
  problems.push(...linkFaults(ctx));
  if (scope !== 'FAILED_ONLY' && !(await hasAudience(ctx).load(mailing.id))) {
    problems.push(fault('NO_AUDIENCE', ['recipientIds']));
  }
  if (scope !== 'ALL' && (await hasLostHistory(ctx, mailing.id, scope)))
    problems.push(fault('HISTORY_DROPPED', ['scope']));
  const sender = await findSenderOf(ctx).load(mailing);
  if (sender && !(await isVerified(ctx).load(sender)))
    problems.push(fault('SENDER_UNVERIFIED', ['senderId'], { address: sender.address }));
  return problems;
}

/** The fault of an installation whose mails go to people who cannot open their links: nobody could unsubscribe. */
export const linkFaults = ({ mailReach, baseUrl }: Context): Fault[] =>
  leadsNowhere(mailReach, baseUrl) ? [fault('LINKS_LEAD_NOWHERE', [], { url: baseUrl })] : [];

/** Whether the deliveries that a scope goes by were dropped: of the latest run, or of any. */
async function hasLostHistory(ctx: Context, mailingId: number, scope: SendScope): Promise<boolean> {
  const [row] = await ctx.em.execute<{ is_lost: boolean }[]>(
    `select exists (
       select from (select id, total from mailing_run where mailing_id = ? and finished_at is not null
         order by run_number desc limit ?) run
       where total > 0 and not exists (select from delivery where run_id = run.id)
     ) as is_lost`,
    [mailingId, scope === 'FAILED_ONLY' ? 1 : null],
  );
  return row!.is_lost;
}

function problemsOfState(
  mailing: Mailing,
  owner: User,
  { scope, now }: { scope: SendScope; now: Date },
): Fault[] {
  const problems: Fault[] = [];
  if (!mailing.isActive) problems.push(disabled(mailing));
  if (!owner.isActive) problems.push(fault('OWNER_BLOCKED'));
  if (mailing.endAt && mailing.endAt <= now) problems.push(fault('END_PASSED', ['endAt']));
  if (mailing.status === 'COMPLETED' && scope === 'ALL')
    problems.push(fault('MAILING_COMPLETED', ['status']));
  return problems;
}

const disabled = ({ disabledReason: reason }: Mailing) =>
  reason ? fault('MAILING_DISABLED_BECAUSE', [], { reason }) : fault('MAILING_DISABLED');

/** Whether each mailing has an audience at all. */
const hasAudience = loaderOf<number, boolean>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ id: number }[]>(
    `select id from unnest(?::int[]) as mailing (id)
     where exists (select from mailing_recipient where mailing_id = mailing.id)
       or exists (select from mailing_list join recipient_list_member member using (list_id) where mailing_id = mailing.id)`,
    [`{${mailingIds.join()}}`],
  );
  const known = new Set(rows.map((row) => row.id));
  const unsure = mailingIds.filter((id) => !known.has(id));
  for (const id of await mailingsWithPeopleInSegments(ctx, unsure)) known.add(id);
  return mailingIds.map((id) => known.has(id));
});
