import { spanOfDates, type Span } from '../attempts/period.ts';
import { localTimeOf } from '#lib/schedule/zoned-time.ts';

export const periods = ['week', 'month', 'quarter', 'year', 'all', 'dates'] as const;
export type Period = (typeof periods)[number];

const lengths = { week: 7, month: 30, quarter: 90, year: 365 };

/** Whole days in the zone, including today; for chosen dates those, and everything if both are empty. */
export function reportSpan(
  period: Period,
  dates: { from: string | null; to: string | null },
  { zone, now = Date.now() }: { zone: string; now?: number },
): Span {
  if (period === 'all') return { from: null, to: null };
  if (period === 'dates') return spanOfDates(dates.from, dates.to, zone);
  const today = Date.parse(`${localTimeOf(new Date(now).toISOString(), zone).slice(0, 10)}T00:00Z`);
  const first = new Date(today - (lengths[period] - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from: spanOfDates(first, null, zone).from, to: null };
}
