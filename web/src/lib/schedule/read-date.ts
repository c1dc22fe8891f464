/**
 * Returns 2026-01-31 for what a person types as a day: 31.01.2026, 31/1/26, 2026-1-31. Returns null if there
 * is no such day.
 */
export function readDate(text: string): string | null {
  const match = /^(\d{1,4})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{1,4})\.?$/.exec(text.trim());
  if (!match) return null;
  const [, first = '', month = '', last = ''] = match;
  const [day, year] = first.length > 2 ? [last, first] : [first, last];
  const date = `${yearOf(year)}-${two(month)}-${two(day)}`;
  return isDay(date) ? date : null;
}

const yearOf = (digits: string) => (digits.length < 3 ? String(2000 + Number(digits)) : digits);

function isDay(date: string): boolean {
  const instant = new Date(`${date}T00:00Z`);
  return !Number.isNaN(instant.valueOf()) && instant.toISOString().startsWith(date);
}

const two = (digits: string) => digits.padStart(2, '0');
