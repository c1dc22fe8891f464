import { instantOf } from '#lib/schedule/zoned-time.ts';

export const periods = ['day', 'week', 'month', 'dates'] as const;
export type Period = (typeof periods)[number];

const hour = 3_600_000;
const lengths = { day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour };
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

export interface Span {
  from: string | null;
  to: string | null;
}

/**
 * The span of a period that ends now. It starts at a full hour, so that the same query a minute later is
 * identical, also for the cache.
 */
export function spanOf(period: Period | null, now: number = Date.now()): Span {
  if (period === null || period === 'dates') return { from: null, to: null };
  return { from: new Date(Math.floor((now - lengths[period]) / hour) * hour).toISOString(), to: null };
}

/** From the beginning of one day to the end of another, in the zone; an empty day leaves that side open. */
export function spanOfDates(from: string | null, to: string | null, zone: string): Span {
  return {
    from: isDate(from) ? instantOf(`${from}T00:00`, zone) : null,
    to: isDate(to) ? instantOf(`${dayAfter(to)}T00:00`, zone) : null,
  };
}

function isDate(text: string | null): text is string {
  return text !== null && datePattern.test(text) && !Number.isNaN(Date.parse(text));
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 24 * hour).toISOString().slice(0, 10);
}
