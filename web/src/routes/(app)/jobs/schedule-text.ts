import { m } from '#lib/paraglide/messages.js';

/** every 30 seconds, daily at 03:17 UTC; another schedule as it is written. */
export function scheduleText(schedule: string): string {
  const seconds = /^(\d+) seconds?$/.exec(schedule);
  if (seconds) return m.every_seconds({ count: Number(seconds[1]) });
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(schedule);
  if (daily) return m.schedule_daily({ time: `${daily[2]!.padStart(2, '0')}:${daily[1]!.padStart(2, '0')}` });
  return schedule;
}
