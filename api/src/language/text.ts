import { en } from './en.ts';
import type { Locale } from './locale.ts';
import { plural } from './plural.ts';
import { ru } from './ru.ts';

export type TextKey = keyof typeof en;
export type TextParams = Record<string, string | number>;

const PLACEHOLDER = /\{(\w+)((?:\|[^|}]*)*)\}/g;

/**
 * Returns the text of a key in a language. `{name}` is replaced by the parameter of that name, and
 * `{count|mailing|mailings}` by a number and the form for it.
 */
export function textOf(locale: Locale, key: TextKey, params: TextParams = {}): string {
  const template = (locale === 'RU' ? ru : en)[key];
  return template.replace(PLACEHOLDER, (whole, name: string, forms: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return forms === ''
      ? String(value)
      : `${value} ${plural(locale, Number(value), forms.slice(1).split('|'))}`;
  });
}

/** Returns the first supported language in an Accept-Language header. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wished = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wished.find((language) => language === 'ru' || language === 'en') === 'ru' ? 'RU' : 'EN';
}
