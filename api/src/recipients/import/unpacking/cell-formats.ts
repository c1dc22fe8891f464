import { dateFromSerial, format, getFormatDateInfo, getFormatInfo } from 'numfmt';
import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';

/** Formats a number as text. */
export type Format = (value: number) => string;

const DAYS_UNTIL_1904 = 1462;
const MOST_FORMATS = 65_536;
const LONGEST_PATTERN = 255;

/**
 * Reads the number formats of a workbook: dates and times become ISO 8601, amounts and long numbers keep all
 * their digits without separators, and others, such as leading zeros and per cent, look as in a spreadsheet.
 */
export async function readFormats(archive: Archive, path: string | null, is1904: boolean): Promise<Format[]> {
  const patterns = new Map<number, string>();
  const ids: number[] = [];
  let isInCells = false;
  if (path !== null)
    await readXml(await archive.open(path), {
      open(name, { numFmtId, formatCode }) {
        if (name === 'numFmt') patterns.set(Number(numFmtId), (formatCode ?? '').slice(0, LONGEST_PATTERN));
        else if (name === 'cellXfs') isInCells = true;
        else if (name === 'xf' && isInCells && ids.length < MOST_FORMATS) ids.push(Number(numFmtId ?? 0));
      },
      text() {},
      close(name) {
        if (name === 'cellXfs') isInCells = false;
      },
    });
  const made = new Map<number, Format>();
  return ids.map((id) => {
    const known = made.get(id) ?? formatOf(patterns.get(id) ?? builtIn(id), is1904 ? DAYS_UNTIL_1904 : 0);
    made.set(id, known);
    return known;
  });
}

/** The built-in formats (ECMA-376, part 1, 18.8.30). Those around 30 and 55 are dates of East Asia. */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
};

function builtIn(id: number): string {
  const isAsianDate = (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58);
  return BUILT_IN[id] ?? (isAsianDate ? 'yyyy-mm-dd' : 'General');
}

const decimal = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });
/** All digits that a spreadsheet keeps of a number, without an exponent. */
export const plainNumber: Format = (value) => decimal.format(value);

const PLAIN = new Set(['general', 'grouped', 'currency', 'scientific', 'text', 'error', 'fraction']);

function formatOf(pattern: string, shift: number): Format {
  try {
    const { type, isDate } = getFormatInfo(pattern);
    if (isDate) return dateFormat(pattern, shift);
    return PLAIN.has(type) ? plainNumber : (value) => shown(pattern, value);
  } catch {
    return plainNumber;
  }
}

function shown(pattern: string, value: number): string {
  try {
    return format(pattern, value).trim();
  } catch {
    return plainNumber(value);
  }
}

function dateFormat(pattern: string, shift: number): Format {
  const { year, month, day, hours, minutes, seconds } = getFormatDateInfo(pattern);
  const [hasDate, hasTime] = [year || month || day, hours || minutes || seconds];
  return (value) => {
    // A number of hours or minutes that may exceed a day.
    if (!hasDate && value >= 1) return shown(pattern, value);
    const parts = dateFromSerial(value + (hasDate ? shift : 0));
    if (!parts) return plainNumber(value);
    const [y, mo, d, h, mi, s] = parts.map((part) => String(part).padStart(2, '0'));
    const time = `${h}:${mi}${s === '00' ? '' : `:${s}`}`;
    const date = `${y!.padStart(4, '0')}-${mo}-${d}`;
    if (!hasDate) return time;
    return hasTime ? `${date} ${time}` : date;
  };
}
