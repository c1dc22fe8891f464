/**
 * Returns 14:00 for what a person types as a time: 14, 1400, 14.00, 2 pm. Returns null if it is not a time.
 */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim());
  if (!match) return null;
  const [, hourText = '', minuteText = '0', half] = match;
  const minute = Number(minuteText);
  const hour = hourOf(Number(hourText), half?.toLowerCase());
  if (hour === null || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
