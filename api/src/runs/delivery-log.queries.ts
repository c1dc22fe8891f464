import { raw, type FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { during } from '../db/period.ts';
import type { Sql } from '../db/sql.ts';
import { filterBeside } from '../paging/filter.ts';
import type { Rows } from '../paging/walk.ts';
import type { Delivery } from './delivery.entity.ts';
import type { DeliveryState } from './run.enums.ts';
import type { DeliveryLogFilter } from './run.inputs.ts';
import { deliveriesWithin } from './search-runs.ts';
import { visibleOwnerId } from './run.access.ts';

type Conditions = FilterQuery<Delivery>[];

/** The deliveries of all runs that the actor may see and that match the filter. */
export function deliveryRows(ctx: Context, filter?: DeliveryLogFilter | null): Omit<Rows<Delivery>, 'sort'> {
  const { state, states, skipReason, search, sentFrom, sentTo } = filter ?? {};
  const within = runsWithin(ctx, filter ?? {});
  const conditions: Conditions = [];
  if (state) conditions.push(inOneOf([state]));
  if (states) conditions.push(inOneOf(states));
  if (skipReason) conditions.push({ skipReason });
  const sentAt = during(sentFrom, sentTo);
  if (sentAt) conditions.push({ sentAt });
  return {
    where: { $and: [...(within ? ofRuns(within) : []), ...toRecipient(filter?.recipientId)] },
    filter: filterBeside(conditions, deliveriesWithin(search, within)),
  };
}

/** The condition on runs, for `select id from mailing_run where …`; null for all of everybody's. */
function runsWithin(ctx: Context, { mailingId, runId, ownerId }: DeliveryLogFilter): Sql | null {
  const wanted = { id: runId, mailing_id: mailingId, owner_id: ownerId };
  const conditions = Object.entries(wanted).flatMap(([column, id]) =>
    id ? [{ sql: `${column} = ?`, param: idOf(id) ?? 0 }] : [],
  );
  const visible = visibleOwnerId(ctx.actor);
  if (visible !== undefined) conditions.push({ sql: 'owner_id = ?', param: visible });
  if (conditions.length === 0) return null;
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    params: conditions.map(({ param }) => param),
  };
}

/** With the range of ids that contains the runs' deliveries, so that a page reads hardly any of others. */
function ofRuns({ sql, params }: Sql): Conditions {
  const of = <T>(selected: string) => raw<T>(`(select ${selected} from mailing_run where ${sql})`, params);
  return [
    { run: { $in: of<number[]>('id') } } as FilterQuery<Delivery>,
    { id: { $gte: of<number>('min(first_delivery_id)'), $lte: of<number>('max(last_delivery_id)') } },
  ];
}

const toRecipient = (id: string | null | undefined): Conditions =>
  id ? [{ recipientId: idOf(id) ?? 0 }] : [];

const announced = () => raw<number[]>('(select unnest(in_flight) from lease)');

/** Several states at once; on the wire are those that a lease has announced. */
function inOneOf(states: readonly DeliveryState[]): FilterQuery<Delivery> {
  return {
    $or: states.map((state) => {
      if (state === 'SENDING') return { id: { $in: announced() } };
      if (state === 'PENDING') return { state, id: { $nin: announced() } };
      if (state === 'SENT') return { state };
      return { exception: state, ...(state === 'DEFERRED' && { id: { $nin: announced() } }) };
    }),
  } as FilterQuery<Delivery>;
}
