import { loaderOf, type Context } from '../../context/context.ts';
import type { SendScope, SkipReason } from '../../runs/run.enums.ts';

/** A piece of SQL with the values of its `?`. */
export interface Sql {
  sql: string;
  params: unknown[];
}

/** The numbers of the recipients of a saved mailing: chosen one by one, and those in its lists. */
const chosenFor = (mailingId: number): Sql => ({
  sql: `select recipient_id from mailing_recipient where mailing_id = ?
    union select member.recipient_id from mailing_list
      join recipient_list_member member on member.list_id = mailing_list.list_id where mailing_list.mailing_id = ?`,
  params: [mailingId, mailingId],
});

/**
 * Everybody whom a launch now would make a delivery for, as rows (recipient_id, email, skip_reason): skip_reason is null
 * for those who would be written to. An address may occur twice; the caller takes the first.
 */
export function audienceOf(mailingId: number, scope: SendScope): Sql {
  if (scope === 'FAILED_ONLY') return failedInLatestRun(mailingId);
  const everybody = everybodyIn(chosenFor(mailingId));
  if (scope === 'ALL') return everybody;
  return {
    sql: `${everybody.sql} and not exists (
      select from delivery join mailing_run run on run.id = delivery.run_id
      where run.mailing_id = ? and lower(delivery.email) = lower(recipient.email)
        and delivery.state in ('SENT', 'UNKNOWN'))`,
    params: [...everybody.params, mailingId],
  };
}

const everybodyIn = (chosen: Sql): Sql => ({
  sql: `select recipient.id as recipient_id, recipient.email,
      case when recipient.status <> 'ACTIVE' then recipient.status end as skip_reason
    from recipient where recipient.id in (${chosen.sql})`,
  params: chosen.params,
});

// The run that is being launched is there already when its audience is frozen, and one that was undone while it was held
// counts as if it had never been.
const failedInLatestRun = (mailingId: number): Sql => ({
  sql: `select delivery.recipient_id, coalesce(recipient.email, delivery.email) as email,
      case when recipient.id is null then 'DELETED' when recipient.status <> 'ACTIVE' then recipient.status end as skip_reason
    from delivery left join recipient on recipient.id = delivery.recipient_id
    where delivery.state = 'FAILED' and delivery.run_id =
      (select id from mailing_run where mailing_id = ? and finished_at is not null
         and not (status = 'CANCELLED' and held_until is not null and sent + failed + unknown = 0)
       order by run_number desc limit 1)`,
  params: [mailingId],
});

export interface AudienceCount {
  /** How many would be written to. */
  count: number;
  /** How many would be left out, by reason. */
  leftOut: { reason: SkipReason; count: number }[];
}

/** How many people an audience has, by what would become of them. */
async function countAudience(ctx: Context, audience: Sql): Promise<AudienceCount> {
  const rows = await ctx.em.execute<{ skip_reason: SkipReason | null; count: number }[]>(
    `select skip_reason, count(distinct lower(email))::int as count from (${audience.sql}) audience
     group by skip_reason order by skip_reason`,
    audience.params,
  );
  const left = rows.filter((row) => row.skip_reason !== null);
  return {
    count: rows.find((row) => row.skip_reason === null)?.count ?? 0,
    leftOut: left.map((row) => ({ reason: row.skip_reason!, count: row.count })),
  };
}

/** The audience of a saved mailing as a launch now would see it. */
export const savedAudience = (ctx: Context, mailingId: number, scope: SendScope) =>
  countAudience(ctx, audienceOf(mailingId, scope));

/** The audience that is being put together: recipients and lists of one owner. */
export function draftedAudience(
  ctx: Context,
  { ownerId, recipientIds, listIds }: { ownerId: number; recipientIds: number[]; listIds: number[] },
) {
  const chosen = everybodyIn({
    sql: `select unnest(?::int[]) union select recipient_id from recipient_list_member where list_id = any (?::int[])`,
    params: [`{${recipientIds.join()}}`, `{${listIds.join()}}`],
  });
  return countAudience(ctx, {
    sql: `${chosen.sql} and recipient.owner_id = ?`,
    params: [...chosen.params, ownerId],
  });
}

/** How many people a launch of these mailings now would reach. */
export const audienceCount = loaderOf<number, number>(async (ctx, mailingIds) => {
  const ids = `{${mailingIds.join()}}`;
  const rows = await ctx.em.execute<{ mailing_id: number; count: number }[]>(
    `select mailing_id, count(distinct lower(email))::int as count from (
       select mailing_id, recipient_id from mailing_recipient where mailing_id = any (?::int[])
       union select mailing_list.mailing_id, member.recipient_id from mailing_list
         join recipient_list_member member on member.list_id = mailing_list.list_id
         where mailing_list.mailing_id = any (?::int[])
     ) chosen join recipient on recipient.id = chosen.recipient_id
     where recipient.status = 'ACTIVE' group by mailing_id`,
    [ids, ids],
  );
  const byMailing = new Map(rows.map((row) => [row.mailing_id, row.count]));
  return mailingIds.map((id) => byMailing.get(id) ?? 0);
});
