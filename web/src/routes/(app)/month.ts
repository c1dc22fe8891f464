import { instantOf, localTimeOf } from '#lib/schedule/zoned-time.ts';

const DAY = 86_400_000;

/** When the last 30 days began in the zone, and the 30 days before them. */
export function monthOf(zone: string, now: number = Date.now()): { from: string; before: string } {
  const today = Date.parse(`${localTimeOf(new Date(now).toISOString(), zone).slice(0, 10)}T00:00Z`);
  const start = (daysAgo: number) =>
    instantOf(`${new Date(today - daysAgo * DAY).toISOString().slice(0, 10)}T00:00`, zone);
  return { from: start(29), before: start(59) };
}
