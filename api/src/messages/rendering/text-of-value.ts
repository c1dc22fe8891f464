import { toValue } from 'liquidjs';

/** Returns what a template prints for a value: nothing for nil, the items of an array one after the other. */
export function textOfValue(value: unknown): string {
  const plain: unknown = toValue(value);
  if (typeof plain === 'string') return plain;
  if (plain === undefined || plain === null) return '';
  return Array.isArray(plain) ? plain.map(textOfValue).join('') : String(plain);
}
