import { now, toCalendarDateTime, type CalendarDateTime } from '@internationalized/date';
import { m } from '#lib/paraglide/messages.js';

interface Preset {
  label: string;
  /** `2026-12-20T14:00` in the zone. */
  value: string;
}

/** The starts that people choose most. */
export function presetsIn(zone: string): Preset[] {
  const current = toCalendarDateTime(now(zone)).set({ second: 0, millisecond: 0 });
  const morning = current.set({ hour: 9, minute: 0 });
  const daysToMonday = (8 - weekdayOf(current)) % 7 || 7;
  return [
    { label: m.preset_hour(), value: textOf(current.add({ hours: 1 })) },
    { label: m.preset_tomorrow(), value: textOf(morning.add({ days: 1 })) },
    { label: m.preset_monday(), value: textOf(morning.add({ days: daysToMonday })) },
  ];
}

/** From 1 for Monday to 7 for Sunday. */
function weekdayOf({ year, month, day }: CalendarDateTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

function textOf(time: CalendarDateTime): string {
  return time.toString().slice(0, 16);
}
