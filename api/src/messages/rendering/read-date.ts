/** A local date and time, with its time zone. */
export interface WallTime {
  time: Temporal.PlainDateTime;
  zone: string;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?( ?(?:Z|[+-]\d{2}:?\d{2}))?)?$/i;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const LONGEST = 60;

/**
 * Reads a value as date and time. Returns null if it is neither, or is ambiguous (01/02/2026). A date without
 * a time is that date in every zone; with dots, the day comes first; a value with its own offset is converted
 * to `zone`.
 */
export function readDate(value: unknown, zone: string): WallTime | null {
  try {
    return wallTimeOf(value, zone);
  } catch {
    // A thirteenth month, or a number beyond the calendar.
    return null;
  }
}

function wallTimeOf(value: unknown, zone: string): WallTime | null {
  if (typeof value === 'number') return inZone(value * 1000, zone);
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.trim();
  if (text === 'now' || text === 'today') return inZone(Date.now(), zone);
  if (/^\d+$/.test(text)) return inZone(Number(text) * 1000, zone);
  const [, day, month, year] = DAY_FIRST.exec(text) ?? [];
  if (day !== undefined) return plain(zone, [year, month, day]);
  return inIso(text, zone) ?? inWords(text, zone);
}

function inIso(text: string, zone: string): WallTime | null {
  const iso = ISO.exec(text);
  if (iso === null) return null;
  const [, ...fields] = iso;
  const offset = fields.pop();
  if (offset === undefined) return plain(zone, fields);
  return inZone(Date.parse(text.replace(' ', 'T').replace(',', '.').replaceAll(' ', '')), zone);
}

function plain(zone: string, fields: (string | undefined)[]): WallTime {
  const [year, month, day, hour = 0, minute = 0, second = 0] = fields.map((field) => Number(field ?? 0));
  return {
    zone,
    time: Temporal.PlainDateTime.from(
      { year: year!, month: month!, day: day!, hour, minute, second },
      { overflow: 'reject' },
    ),
  };
}

function inZone(milliseconds: number, zone: string): WallTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.trunc(milliseconds));
  return { zone, time: instant.toZonedDateTimeISO(zone).toPlainDateTime() };
}

/** Reads `1 Feb 2026 10:00`, also with an offset as in mails. Without one it is local time. */
function inWords(text: string, zone: string): WallTime | null {
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return null;
  const hasOffset = /(?:\bGMT|\bUTC|Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const milliseconds = Date.parse(hasOffset ? text : `${text} UTC`);
  if (Number.isNaN(milliseconds)) return null;
  return hasOffset ? inZone(milliseconds, zone) : { ...inZone(milliseconds, 'UTC'), zone };
}
