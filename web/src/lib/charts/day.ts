/** What became of attempts on one day, such as 2026-11-28, or on several days in a row. */
export interface Day {
  date: string;
  succeeded: number;
  failed: number;
  unknown: number;
}

export interface Bar extends Day {
  /** The last of the days together; the same as `date` for one. */
  until: string;
}

/** So many bars can be told apart. */
const MOST_BARS = 120;

/** One bar a day, or for as many days as it takes for all to have room. */
export function barsOf(days: readonly Day[]): Bar[] {
  const step = Math.max(1, Math.ceil(days.length / MOST_BARS));
  const bars: Bar[] = [];
  for (let at = 0; at < days.length; at += step) {
    const together = days.slice(at, at + step);
    const sum = (name: 'succeeded' | 'failed' | 'unknown') =>
      together.reduce((total, day) => total + day[name], 0);
    bars.push({
      date: together[0]!.date,
      until: together.at(-1)!.date,
      succeeded: sum('succeeded'),
      failed: sum('failed'),
      unknown: sum('unknown'),
    });
  }
  return bars;
}
