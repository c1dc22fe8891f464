import { m } from '#lib/paraglide/messages.js';
import { localTimeOf } from './zoned-time.ts';

interface Preset {
  label: string;
  /** `2026-12-20T14:00` in the zone. */
  value: string;
}

/** The starts that people choose most. */
export function presetsIn(zone: string): Preset[] {
  const now = localTimeOf(new Date().toISOString(), zone);
  const today = new Date(`${now.slice(0, 10)}T00:00Z`);
  // From 1 for Monday to 7 for Sunday.
  const weekday = today.getUTCDay() || 7;
  const morningIn = (days: number) =>
    `${new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T09:00`;
  return [
    { label: m.preset_hour(), value: localTimeOf(new Date(Date.now() + 3_600_000).toISOString(), zone) },
    { label: m.preset_tomorrow(), value: morningIn(1) },
    { label: m.preset_monday(), value: morningIn(8 - weekday) },
  ];
}
