import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** 1,240,318 or 1 240 318. */
export function formatNumber(value: number): string {
  return formatter('decimal', { maximumFractionDigits: 1 }).format(value);
}

/** +3.3 or -0.1. */
export const formatSigned = (value: number): string =>
  formatter('signed', { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value);

/** 1,240,318, or 10,000+ for a list whose exact length is not counted. */
export const formatCount = (list: { totalCount: number; totalCountIsExact: boolean }) =>
  list.totalCountIsExact ? formatNumber(list.totalCount) : `${formatNumber(list.totalCount)}+`;

/** 62.2 %, rounded down, so that 100 % means everything. */
export function formatPercent(part: number, total: number): string {
  const share = total > 0 ? Math.floor((part / total) * 1000) / 1000 : 0;
  const digits = share === 0 || share === 1 ? 0 : 1;
  const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return formatter(`percent${digits}`, options).format(share);
}

/** 812 B, 4.2 kB, 1.1 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return m.bytes({ count: bytes });
  const steps = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(bytes) / 3) - 1);
  const unit = steps[step] ?? 'kilobyte';
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return formatter(unit, options).format(bytes / 1000 ** (step + 1));
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${getLocale()}:${name}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(getLocale(), options);
  formatters.set(key, made);
  return made;
}
