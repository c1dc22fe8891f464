import { m } from '#lib/paraglide/messages.js';

/** every 30 seconds, every 10 minutes, daily at 03:17 UTC; any other schedule as it is written. */
export function scheduleText(schedule: string): string {
  const seconds = /^(\d+) seconds?$/.exec(schedule);
  if (seconds) return m.every_seconds({ count: Number(seconds[1]) });
  const minutes = /^(\d+) minutes?$/.exec(schedule);
  if (minutes) return m.every_minutes({ count: Number(minutes[1]) });
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(schedule);
  if (daily) return m.schedule_daily({ time: `${daily[2]!.padStart(2, '0')}:${daily[1]!.padStart(2, '0')}` });
  return schedule;
}
