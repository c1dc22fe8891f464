import type { Locale } from '../language/locale.ts';
import { en } from '../language/en.ts';
import { textOf, type TextKey } from '../language/text.ts';

/** Returns a permission's name for people. */
export function permissionName(locale: Locale, codename: string): string {
  const key = codename.toUpperCase();
  if (key.startsWith('CAN_')) return textOf(locale, `PERMISSION_${key}` as TextKey);
  const [action, thing] = key.split('_');
  return textOf(locale, `PERMISSION_${action}` as TextKey, {
    thing: textOf(locale, `PERMISSION_FOR_${thing}` as TextKey),
  });
}

/**
 * Returns a sentence about what a permission lets its holder do, or nothing for one that only an earlier
 * version had.
 */
export function permissionEffect(locale: Locale, codename: string): string {
  const key = `EFFECT_${codename.toUpperCase()}`;
  return key in en ? textOf(locale, key as TextKey) : '';
}
