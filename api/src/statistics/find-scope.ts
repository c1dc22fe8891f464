import * as v from 'valibot';
import { idOf } from '../access/owned-things.ts';
import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { timeZone, validated } from '../input/validation.ts';
import type { StatisticsFilter } from './statistics.inputs.ts';

/** The attempts that statistics cover, as far as the viewer may see them. */
export interface Scope {
  /** Null for all owners. */
  ownerId: number | null;
  /** Null for all mailings. */
  mailingId: number | null;
  from: Date;
  to: Date;
  timeZone: string;
}

const QUARTER = 900_000;
const MOST_DAYS = 3700;
const filter = v.object({ timeZone: v.nullish(timeZone) });

/**
 * Returns what the viewer's statistics cover: only viewers who may see others' mailings get others' numbers,
 * everybody else gets their own. Throws INVALID if the period ends before it begins, or is longer than ten
 * years.
 */
export async function findScope(ctx: Context, given: StatisticsFilter = {}): Promise<Scope> {
  const zone = validated(filter, { timeZone: given.timeZone }).timeZone ?? (await zoneOf(ctx));
  const ownerId = ownerOf(ctx, given);
  const mailingId = given.mailingId == null ? null : (idOf(given.mailingId) ?? 0);
  const to = given.to ? quarterFrom(given.to) : await endOfToday(ctx, zone);
  const from = given.from ? quarterAt(given.from) : await firstDay(ctx, { ownerId, mailingId, zone, to });
  if (from >= to) throw invalid([fault('END_BEFORE_START', ['to'])]);
  if (to.getTime() - from.getTime() > MOST_DAYS * 86_400_000)
    throw invalid([fault('PERIOD_TOO_LONG', ['from'])]);
  return { ownerId, mailingId, from, to, timeZone: zone };
}

/**
 * The owner of the counted attempts: null for all owners, 0 for nobody, if the viewer may not see others'.
 */
function ownerOf(ctx: Context, given: StatisticsFilter): number | null {
  const wanted = given.ownerId == null ? null : (idOf(given.ownerId) ?? 0);
  if (has(ctx.actor, 'can_view_all_mailings')) return wanted;
  const own = ctx.actor.id ?? 0;
  return wanted === null || wanted === own ? own : 0;
}

const quarterAt = (time: Date) => new Date(Math.floor(time.getTime() / QUARTER) * QUARTER);
const quarterFrom = (time: Date) => new Date(Math.ceil(time.getTime() / QUARTER) * QUARTER);

async function zoneOf(ctx: Context): Promise<string> {
  const [row] = await ctx.em.execute<{ timeZone: string }[]>(
    'select time_zone as "timeZone" from "user" where id = ?',
    [ctx.actor.id],
  );
  return row?.timeZone ?? 'UTC';
}

async function endOfToday(ctx: Context, zone: string): Promise<Date> {
  const [row] = await ctx.em.execute<{ at: Date }[]>(
    `select (date_trunc('day', ?::timestamptz at time zone ?) + interval '1 day') at time zone ? as at`,
    [ctx.clock.now(), zone, zone],
  );
  return new Date(row!.at);
}

/** The beginning of the day of the first attempt, or a day before the end if there is none. */
async function firstDay(
  ctx: Context,
  { ownerId, mailingId, zone, to }: Pick<Scope, 'ownerId' | 'mailingId' | 'to'> & { zone: string },
): Promise<Date> {
  const [row] = await ctx.em.execute<{ at: Date | null }[]>(
    `select date_trunc('day', min(quarter) at time zone ?) at time zone ? as at from attempt_count
     where quarter < ? ${ownerId === null ? '' : 'and owner_id = ?'} ${mailingId === null ? '' : 'and mailing_id = ?'}`,
    [zone, zone, to, ...[ownerId, mailingId].filter((id) => id !== null)],
  );
  return row?.at ? new Date(row.at) : new Date(to.getTime() - 86_400_000);
}
