import { raw, type FilterQuery } from '@mikro-orm/core';
import { bigIdOf, idOf } from '../access/owned-things.ts';
import { countDeliveries } from './count-deliveries.ts';
import { loaderOf, type Context } from '../context/context.ts';
import { notFound } from '../errors/domain-error.ts';
import { childPages, type ParentId } from '../paging/child-pages.ts';
import { during } from '../db/period.ts';
import { isBlank } from '../db/search.ts';
import { filterBeside } from '../paging/filter.ts';
import type { Rows } from '../paging/walk.ts';
import { failedFor } from './failures/failures-of-run.ts';
import { attemptsAbout, deliveriesAbout } from './search-runs.ts';
import { visibleOwnerId, visibleRuns } from './run.access.ts';
import { Attempt } from './attempt.entity.ts';
import { Delivery } from './delivery.entity.ts';
import { MailingRun } from './mailing-run.entity.ts';
import type { DeliveryState } from './run.enums.ts';
import type { AttemptFilter, DeliveryFilter, MailingRunFilter } from './run.inputs.ts';

/** The runs that the actor may see and that match the filter. */
export function runsWhere(ctx: Context, filter?: MailingRunFilter | null): FilterQuery<MailingRun> {
  const { status, statuses, mailingId, ownerId, from, to } = filter ?? {};
  const conditions: FilterQuery<MailingRun>[] = [visibleRuns(ctx.actor)];
  if (status) conditions.push({ status });
  if (statuses) conditions.push({ status: { $in: statuses } });
  if (mailingId) conditions.push({ mailing: idOf(mailingId) ?? 0 });
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  const startedAt = during(from, to);
  if (startedAt) conditions.push({ startedAt });
  return { $and: conditions };
}

const onTheWire = (runId: ParentId) =>
  raw<number[]>('(select unnest(in_flight) from lease where run_id = ?)', [runId]);

/**
 * The range of ids that contains the run's deliveries, so that a page in their order reads hardly any of
 * other runs.
 */
const inRangeOf = (runId: ParentId) => {
  const end = (column: string) => raw<number>(`(select ${column} from mailing_run where id = ?)`, [runId]);
  return { $gte: end('first_delivery_id'), $lte: end('last_delivery_id') };
};

/** No index has pending deliveries: of a run that has none, PostgreSQL would look at all. */
const anyPending = (runId: ParentId) => {
  const sql = '(select pending > 0 from mailing_run where id = ?)';
  return { [raw(sql, [runId]) as never]: [] } as FilterQuery<Delivery>;
};

/** Whether an index contains a state. */
const isException = (
  state: DeliveryState | null | undefined,
): state is Exclude<DeliveryState, 'SENDING' | 'PENDING' | 'SENT'> =>
  state != null && !['SENDING', 'PENDING', 'SENT'].includes(state);

/** The deliveries of a run in a state. */
export function deliveriesWhere(runId: ParentId, { state, reason }: DeliveryFilter): FilterQuery<Delivery> {
  const conditions: FilterQuery<Delivery>[] = [{ run: runId as number }];
  if (state === 'SENDING') conditions.push({ id: { $in: onTheWire(runId) } });
  else if (isException(state)) conditions.push({ exception: state });
  else if (state) conditions.push({ state });
  if (state === 'PENDING' || state === 'DEFERRED') conditions.push({ id: { $nin: onTheWire(runId) } });
  if (state === 'PENDING') conditions.push(anyPending(runId));
  if (!isException(state)) conditions.push({ id: inRangeOf(runId) });
  if (reason) conditions.push(...failedFor(reason));
  return { $and: conditions };
}

/** The attempts that the actor may see and that match the filter. */
export function attemptRows(ctx: Context, filter?: AttemptFilter | null): Omit<Rows<Attempt>, 'sort'> {
  const { status, smtpCode, server, search, from, to } = filter ?? {};
  const visible = visibleOwnerId(ctx.actor);
  const where: FilterQuery<Attempt>[] = visible === undefined ? [] : [{ ownerId: visible }];
  where.push(...attemptsOfThings(filter ?? {}));
  const conditions: FilterQuery<Attempt>[] = [];
  if (status) conditions.push({ status });
  if (smtpCode != null) conditions.push({ smtpCode });
  if (server) conditions.push({ serverId: numberOfServer(server) });
  const attemptedAt = during(from, to);
  if (attemptedAt) conditions.push({ attemptedAt });
  return { where: { $and: where }, filter: filterBeside(conditions, attemptsAbout(search, visible)) };
}

const numberOfServer = (label: string) =>
  raw<number>('(select id from mail_server where label = ?)', [label]);

function attemptsOfThings({ mailingId, runId, ownerId }: AttemptFilter): FilterQuery<Attempt>[] {
  const named = Object.entries({ mailingId, runId, ownerId }).filter(([, id]) => id);
  return named.map(([name, id]) => ({ [name]: idOf(id!) ?? 0 }));
}

/** Returns an attempt. Throws NOT_FOUND if the actor may not see it. */
export async function getAttempt(ctx: Context, id: string): Promise<Attempt> {
  const attempt = await ctx.em.findOne(Attempt, { $and: [{ id: bigIdOf(id) ?? 0 }, attemptRows(ctx).where] });
  if (!attempt) throw notFound();
  return attempt;
}

/** Deliveries by number. */
export const deliveryById = loaderOf<number, Delivery>(async (ctx, ids) => {
  const found = new Map(
    (await ctx.em.find(Delivery, [...new Set(ids)])).map((delivery) => [delivery.id, delivery]),
  );
  return ids.map((id) => found.get(id)!);
});

/** Runs by number. */
export const runById = loaderOf<number, MailingRun>(async (ctx, ids) => {
  const found = new Map((await ctx.em.find(MailingRun, [...new Set(ids)])).map((run) => [run.id, run]));
  return ids.map((id) => found.get(id)!);
});

/** The attempts of deliveries, oldest first. */
export const attemptsOfDelivery = loaderOf<number, Attempt[]>(async (ctx, ids) => {
  const attempts = await ctx.em.find(Attempt, { delivery: [...ids] }, { orderBy: { id: 'asc' } });
  const byDelivery = Map.groupBy(attempts, (attempt) => attempt.delivery.id);
  return ids.map((id) => byDelivery.get(id) ?? []);
});

/** The current states of deliveries: as recorded, or SENDING for those that are announced. */
export const stateOfDelivery = loaderOf<Delivery, DeliveryState>(async (ctx, deliveries) => {
  const open = deliveries.filter(({ state }) => state === 'PENDING' || state === 'DEFERRED');
  const rows = open.length
    ? await ctx.em.execute<{ id: string }[]>(
        'select unnest(in_flight) as id from lease where run_id = any (?::int[])',
        [`{${[...new Set(open.map(({ run }) => run.id))].join()}}`],
      )
    : [];
  const flying = new Set(rows.map((row) => Number(row.id)));
  return deliveries.map((delivery) => (flying.has(delivery.id) ? 'SENDING' : delivery.state));
});

/** Pages of the runs of mailings, newest first. */
export const runsOfMailing = childPages({
  entity: MailingRun,
  direction: 'DESC',
  where: (mailingId) => ({ mailing: mailingId as number }),
});
/** Pages of the attempts of mailings, newest first. */
export const attemptsOfMailing = childPages({
  entity: Attempt,
  direction: 'DESC',
  where: (mailingId) => ({ mailingId: mailingId as number }),
});
/**
 * Pages of the deliveries of runs, in the order of the launch. The caller has checked that the runs may be
 * seen.
 */
export const deliveriesOfRun = childPages<Delivery, DeliveryFilter>({
  entity: Delivery,
  direction: 'ASC',
  where: (runId, filter) => deliveriesWhere(runId, filter ?? {}),
  filter: (runId, filter) => deliveriesAbout(filter?.search, runId),
  count: (ctx, runIds, filter) =>
    isBlank(filter?.search) && !filter?.reason ? countDeliveries(ctx, runIds, filter?.state) : null,
});
/** Pages of the deliveries to recipients, newest first. */
export const deliveriesOfRecipient = childPages({
  entity: Delivery,
  direction: 'DESC',
  where: (recipientId) => ({ recipientId: recipientId as number }),
});

/** The unfinished runs of mailings. */
export const currentRunOfMailing = loaderOf<number, MailingRun | null>(async (ctx, mailingIds) => {
  const runs = await ctx.em.find(MailingRun, { mailing: [...mailingIds], finishedAt: null });
  return mailingIds.map((id) => runs.find((run) => run.mailing.id === id) ?? null);
});

/** When the first mail of each mailing was accepted. */
export const firstSentAt = loaderOf<number, Date | null>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ mailing_id: number; at: string | null }[]>(
    'select mailing_id, min(first_sent_at) as at from mailing_run where mailing_id = any (?::int[]) group by mailing_id',
    [`{${mailingIds.join()}}`],
  );
  const byMailing = new Map(rows.map((row) => [row.mailing_id, row.at]));
  return mailingIds.map((id) => {
    const at = byMailing.get(id);
    return at ? new Date(at) : null;
  });
});
