import Download from '@lucide/svelte/icons/download';
import { formatCount } from '#lib/format/number.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MenuItem } from './menu-item.ts';

export interface Export {
  /** The route, such as `/export/recipients.csv`. */
  path: string;
  /** The conditions of the filter; those without a value are left out. */
  filter?: Record<string, string | number | boolean | null | undefined>;
  count: number;
  /** Whether the count is exact. */
  isExact?: boolean;
}

/** Downloads what a filter shows as a CSV file; nothing if it shows nothing. */
export function exportItems({ path, filter = {}, count, isExact = true }: Export): MenuItem[] {
  if (count === 0) return [];
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) =>
      value == null || value === '' ? [] : [[name, String(value)]],
    ),
  );
  const n = formatCount({ totalCount: count, totalCountIsExact: isExact });
  return [{ label: m.export_count({ n }), icon: Download, href: `${path}?${query}`, isFile: true }];
}
