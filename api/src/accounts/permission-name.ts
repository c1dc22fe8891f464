import type { Locale } from '../language/locale.ts';
import { en } from '../language/en.ts';
import { textOf, type TextKey } from '../language/text.ts';

/** A permission's name as people read it. */
export function permissionName(locale: Locale, codename: string): string {
  const key = codename.toUpperCase();
  if (key.startsWith('CAN_')) return textOf(locale, `PERMISSION_${key}` as TextKey);
  const [action, thing] = key.split('_');
  return textOf(locale, `PERMISSION_${action}` as TextKey, {
    thing: textOf(locale, `PERMISSION_FOR_${thing}` as TextKey),
  });
}

/** A sentence about what a permission lets its holder do; nothing for one that an earlier version knew. */
export function permissionEffect(locale: Locale, codename: string): string {
  const key = `EFFECT_${codename.toUpperCase()}`;
  return key in en ? textOf(locale, key as TextKey) : '';
}
