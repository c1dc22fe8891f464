/** The results of attempts on one day, such as 2026-11-28, or on several days in a row. */
export interface Day {
  date: string;
  succeeded: number;
  failed: number;
  unknown: number;
}

export interface Bar extends Day {
  /** The last of several days; the same as `date` for one. */
  until: string;
}

/** More bars could not be told apart. */
const MOST_BARS = 120;

/** Returns one bar for each day, or for as many days as necessary for all bars to fit. */
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
