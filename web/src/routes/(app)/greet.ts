import { m } from '#lib/paraglide/messages.js';

/** Good morning, Anna: by the time of day in the viewer's own zone. */
export function greet(
  { fullName, timeZone }: { fullName: string; timeZone: string },
  now: Date = new Date(),
): string {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now),
  );
  const name = fullName.split(/\s+/)[0] ?? fullName;
  if (hour < 5) return m.home_night({ name });
  if (hour < 12) return m.home_morning({ name });
  return hour < 18 ? m.home_afternoon({ name }) : m.home_evening({ name });
}
