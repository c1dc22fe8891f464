import type { Locale } from './locale.ts';

const rules = { EN: new Intl.PluralRules('en'), RU: new Intl.PluralRules('ru') };
/** CLDR's categories, in the order in which texts list their forms. */
const CATEGORIES = { EN: ['one', 'other'], RU: ['one', 'few', 'many'] } as const;

/** Returns the form for a number: of two in English (1, others), of three in Russian (1, 2, 5). */
export function plural(locale: Locale, count: number, forms: readonly string[]): string {
  const categories: readonly string[] = CATEGORIES[locale];
  const place = categories.indexOf(rules[locale].select(count));
  // In Russian a fraction has a category of its own, with the form of 2: 1,5 рассылки.
  return forms[place < 0 ? 1 : place] ?? '';
}
