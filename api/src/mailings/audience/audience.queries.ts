import { loaderOf, type Context } from '../../context/context.ts';
import { refusalsFor, refusesMailOf } from '../../recipients/suppressions/suppression.queries.ts';
import type { SendScope, SkipReason } from '../../runs/run.enums.ts';
import type { Sql } from '../../db/sql.ts';
import { leftOutOf, listOfOwner, onlyListOf, type OnlyList } from './list-audience.ts';
import {
  mailingsWithSegments,
  segmentsForMailing,
  segmentsOfOwner,
  type AudienceSegment,
} from './audience-segments.ts';

/** The chosen recipients, as SQL that selects numbers. */
interface Chosen {
  /** Recipients who were chosen independently of any list. */
  recipients: Sql;
  /** Lists through which recipients were chosen. */
  lists: Sql;
  /** All chosen recipients. */
  everybody: Sql;
}

interface Parts {
  recipients: Sql;
  listIds: readonly number[];
  segments: AudienceSegment[];
}

/**
 * If a segment requires membership of a list, its people are chosen through that list: leaving the list also
 * leaves the segment.
 */
function chosenBy({ recipients, listIds, segments }: Parts): Chosen {
  const chosenLists = `{${listIds.join()}}`;
  const lists = { sql: 'select unnest(?::int[])', params: [chosenLists] };
  const freely = segments.filter(({ lists: ways }) => ways.length === 0).map(({ members }) => members);
  const listed = segments.filter(({ lists: ways }) => ways.length > 0);
  const ways = listed.map(({ lists: ids }) => ({
    sql: 'select unnest(?::int[])',
    params: [`{${ids.join()}}`],
  }));
  // PostgreSQL has to know which lists, to expect as many people as they have.
  const membersOfLists = {
    sql: 'select recipient_id from recipient_list_member where list_id = any (?::int[])',
    params: [chosenLists],
  };
  const alone = union([recipients, ...freely]);
  return {
    recipients: alone,
    lists: union([lists, ...ways]),
    everybody: union([alone, membersOfLists, ...listed.map(({ members }) => members)]),
  };
}

const union = (parts: Sql[]): Sql => ({
  sql: parts.map(({ sql }) => sql).join(' union '),
  params: parts.flatMap(({ params }) => params),
});

const chosenFor = async (ctx: Context, mailingId: number): Promise<Chosen> =>
  chosenBy({
    recipients: {
      sql: 'select recipient_id from mailing_recipient where mailing_id = ?',
      params: [mailingId],
    },
    listIds: await listsOf(ctx, mailingId),
    segments: await segmentsForMailing(ctx, mailingId),
  });

async function listsOf(ctx: Context, mailingId: number): Promise<number[]> {
  const rows = await ctx.em.execute<{ id: number }[]>(
    'select list_id as id from mailing_list where mailing_id = ?',
    [mailingId],
  );
  return rows.map(({ id }) => id);
}

/** The recipients who have left every list through which they were chosen. */
const leaversOf = ({ recipients, lists }: Chosen): Sql => ({
  sql: `select distinct recipient.id as recipient_id
    from suppression left_list join recipient on recipient.address_hash = left_list.address_hash
    where left_list.lifted_at is null and left_list.list_id in (${lists.sql})
      and recipient.id not in (${recipients.sql}) and not exists (
        select from recipient_list_member member where member.recipient_id = recipient.id
          and member.list_id in (${lists.sql}) and not exists (
            select from suppression other where other.address_hash = recipient.address_hash
              and other.list_id = member.list_id and other.lifted_at is null))`,
  params: [...lists.params, ...recipients.params, ...lists.params],
});

/**
 * Everybody for whom a launch now would create a delivery, as rows (recipient_id, email, address_hash,
 * skip_reason). skip_reason is null for those who would be sent a mail. A mailbox may occur twice; the caller
 * takes the first.
 */
export async function audienceOf(ctx: Context, mailingId: number, scope: SendScope): Promise<Sql> {
  if (scope === 'FAILED_ONLY') return failedInLatestRun(mailingId);
  const everybody = everybodyIn(await chosenFor(ctx, mailingId), {
    sql: '(select owner_id from mailing where id = ?)',
    params: [mailingId],
  });
  if (scope === 'ALL') return everybody;
  return {
    sql: `${everybody.sql} and not exists (
      select from delivery join mailing_run run on run.id = delivery.run_id
      where run.mailing_id = ? and delivery.address_hash = recipient.address_hash
        and delivery.state in ('SENT', 'UNKNOWN'))`,
    params: [...everybody.params, mailingId],
  };
}

// The suppressions decide; the recipient's status only follows them.
const everybodyIn = (chosen: Chosen, owner: Sql): Sql => {
  const leavers = leaversOf(chosen);
  return {
    sql: `select recipient.id as recipient_id, recipient.email, recipient.address_hash,
        coalesce(refusal.reason, nullif(recipient.status, 'ACTIVE'),
          case when leaver.recipient_id is not null then 'UNSUBSCRIBED' end) as skip_reason
      from recipient left join ${refusalsFor(owner.sql)} refusal on refusal.address_hash = recipient.address_hash
        left join (${leavers.sql}) leaver on leaver.recipient_id = recipient.id
      where recipient.id in (${chosen.everybody.sql})`,
    params: [...owner.params, ...leavers.params, ...chosen.everybody.params],
  };
};

// When the audience is frozen, the run that is being launched already exists. A launch that was undone while
// held counts as if it had never been.
const IS_FINISHED =
  "finished_at is not null and not (status = 'CANCELLED' and held_until is not null and sent + failed + unknown = 0)";

const failedInLatestRun = (mailingId: number): Sql => ({
  sql: `select delivery.recipient_id, coalesce(recipient.email, delivery.email) as email,
      coalesce(recipient.address_hash, delivery.address_hash) as address_hash,
      case when recipient.id is null then 'DELETED' else coalesce(refusal.reason, nullif(recipient.status, 'ACTIVE')) end as skip_reason
    from delivery left join recipient on recipient.id = delivery.recipient_id
    left join ${refusalsFor('(select owner_id from mailing where id = ?)')} refusal on refusal.address_hash = recipient.address_hash
    where delivery.exception = 'FAILED' and delivery.run_id =
      (select id from mailing_run where mailing_id = ? and ${IS_FINISHED} order by run_number desc limit 1)`,
  params: [mailingId, mailingId],
});

export interface AudienceCount {
  /** Number of people who would be sent a mail. */
  count: number;
  /** Number of people who would be left out, by reason. */
  leftOut: { reason: SkipReason; count: number }[];
}

/**
 * Counts the people of an audience by what would happen to them. Each mailbox is one recipient of an owner,
 * so none with the same reason is counted twice.
 */
async function countAudience(ctx: Context, audience: Sql): Promise<AudienceCount> {
  const rows = await ctx.em.execute<{ skip_reason: SkipReason | null; count: number }[]>(
    `select skip_reason, count(*)::int as count from (${audience.sql}) audience
     group by skip_reason order by skip_reason`,
    audience.params,
  );
  const left = rows.filter((row) => row.skip_reason !== null);
  return {
    count: rows.find((row) => row.skip_reason === null)?.count ?? 0,
    leftOut: left.map((row) => ({ reason: row.skip_reason!, count: row.count })),
  };
}

/** The same for the people of one list, without reading those who would be sent a mail. */
async function countList(ctx: Context, list: OnlyList): Promise<AudienceCount> {
  const rows = await leftOutOf(ctx, list);
  return {
    count: list.recipient_count - rows.reduce((sum, { count }) => sum + count, 0),
    leftOut: rows.map((row) => ({ reason: row.skip_reason, count: row.count })),
  };
}

/** The audience of a saved mailing as a launch now would see it. */
export async function savedAudience(
  ctx: Context,
  mailingId: number,
  scope: SendScope,
): Promise<AudienceCount> {
  const list = scope === 'ALL' ? await onlyListOf(ctx, mailingId) : undefined;
  return list ? countList(ctx, list) : countAudience(ctx, await audienceOf(ctx, mailingId, scope));
}

interface DraftedAudience {
  ownerId: number;
  recipientIds: number[];
  listIds: number[];
  segmentIds: number[];
}

/** The audience of a mailing that is not saved yet: recipients, lists and segments of one owner. */
export async function draftedAudience(
  ctx: Context,
  { ownerId, recipientIds, listIds, segmentIds }: DraftedAudience,
): Promise<AudienceCount> {
  if (recipientIds.length + segmentIds.length === 0 && listIds.length === 1) {
    const list = await listOfOwner(ctx, { ownerId, listId: listIds[0]! });
    return list ? countList(ctx, list) : { count: 0, leftOut: [] };
  }
  const chosen = chosenBy({
    recipients: { sql: 'select unnest(?::int[])', params: [`{${recipientIds.join()}}`] },
    listIds,
    segments: await segmentsOfOwner(ctx, { ownerId, ids: segmentIds }),
  });
  const everybody = everybodyIn(chosen, { sql: '?::int', params: [ownerId] });
  return countAudience(ctx, {
    sql: `${everybody.sql} and recipient.owner_id = ?`,
    params: [...everybody.params, ownerId],
  });
}

/**
 * The people of a list who would be left out; usually few. For a long list the suppressed people are looked
 * up one by one, because PostgreSQL would read the whole list to join them.
 */
const LEFT_OUT = `case when list.recipient_count > 50000 then
    (select count(*) from recipient where status <> 'ACTIVE' and recipient.owner_id = list.owner_id and exists (
      select from recipient_list_member member where member.list_id = list.id and member.recipient_id = recipient.id offset 0))
  else (select count(*) from recipient_list_member member join recipient on recipient.id = member.recipient_id
    where member.list_id = list.id and recipient.status <> 'ACTIVE') end
  + (select count(*) from suppression join recipient using (address_hash)
    join recipient_list_member member on member.recipient_id = recipient.id and member.list_id = suppression.list_id
    where suppression.list_id = list.id and suppression.lifted_at is null and recipient.status = 'ACTIVE')`;

/**
 * How many people a launch of each mailing now would reach. For a mailing to a single list, taken from the
 * list's counter.
 */
export const audienceCount = loaderOf<number, number>(async (ctx, mailingIds) => {
  const ids = `{${mailingIds.join()}}`;
  const rows = await ctx.em.execute<{ mailing_id: number; count: number }[]>(
    `with asked as (select id from mailing where id = any (?::int[])), alone as materialized (
       select asked.id, min(list_id) as list_id from asked join mailing_list on mailing_id = asked.id
       where not exists (select from mailing_recipient where mailing_id = asked.id)
       group by asked.id having count(*) = 1
     ), others as (select id from asked where id not in (select id from alone))
     select alone.id as mailing_id, (list.recipient_count - (${LEFT_OUT}))::int as count
     from alone join recipient_list list on list.id = alone.list_id
     union all select mailing_id, count(*)::int from (
       select mailing_id, recipient_id from mailing_recipient where mailing_id in (select id from others)
       union select mailing_list.mailing_id, member.recipient_id from mailing_list
         join recipient_list_member member on member.list_id = mailing_list.list_id
         where mailing_list.mailing_id in (select id from others) and (member.list_id, member.recipient_id) not in (
           select suppression.list_id, recipient.id from suppression join recipient using (address_hash)
           where suppression.list_id is not null and suppression.lifted_at is null)
     ) chosen join recipient on recipient.id = chosen.recipient_id
     where recipient.status = 'ACTIVE' group by mailing_id`,
    [ids],
  );
  const byMailing = new Map(rows.map((row) => [row.mailing_id, row.count]));
  // Counting the people of a segment takes a query of its own, one mailing at a time.
  for (const id of await mailingsWithSegments(ctx, mailingIds)) {
    byMailing.set(id, (await savedAudience(ctx, id, 'ALL')).count);
  }
  return mailingIds.map((id) => byMailing.get(id) ?? 0);
});

/** How many of those who failed in the latest run of each mailing a launch now would reach. */
export const failedAudienceCount = loaderOf<number, number>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ mailing_id: number; count: number }[]>(
    `with latest as (
       select distinct on (mailing_id) id, mailing_id, owner_id from mailing_run
       where mailing_id = any (?::int[]) and ${IS_FINISHED} order by mailing_id, run_number desc
     )
     select latest.mailing_id, count(*)::int as count
     from latest join delivery on delivery.run_id = latest.id and delivery.exception = 'FAILED'
       join recipient on recipient.id = delivery.recipient_id and recipient.status = 'ACTIVE'
     where not exists (select from suppression where suppression.address_hash = recipient.address_hash
       and ${refusesMailOf('latest.owner_id')})
     group by latest.mailing_id`,
    [`{${mailingIds.join()}}`],
  );
  const byMailing = new Map(rows.map((row) => [row.mailing_id, row.count]));
  return mailingIds.map((id) => byMailing.get(id) ?? 0);
});
