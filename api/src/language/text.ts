import { en } from './en.ts';
import type { Locale } from './locale.ts';
import { ru } from './ru.ts';

export type TextKey = keyof typeof en;
export type TextParams = Record<string, string | number>;

/** The text of a key in a language, with `{name}` replaced by the parameter of that name. */
export function textOf(locale: Locale, key: TextKey, params: TextParams = {}): string {
  const template = (locale === 'RU' ? ru : en)[key];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The language that an Accept-Language header asks for first, of those that we speak. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wished = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wished.find((language) => language === 'ru' || language === 'en') === 'ru' ? 'RU' : 'EN';
}
