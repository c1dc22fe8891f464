import type { Locale } from '../language/locale.ts';
import { en } from '../language/en.ts';
import { ru } from '../language/ru.ts';
import { ruJobResults } from '../language/ru-job-results.ts';

/** Why a start was refused follows the outcome, in the words of the refusals. */
const refusals = Object.entries(en)
  .filter(([key, text]) => !text.includes('{') && key in ru)
  .map(([key, text]) => [text, ru[key as keyof typeof en]] as const)
  .filter(([text]) => text.length > 10 && text.endsWith('.'));

/** A job's result in a language; what is not known, such as the error of a driver, stays as it is. */
export function jobResultIn(locale: Locale, result: string | null | undefined): string | null {
  if (!result || locale === 'EN') return result ?? null;
  const told = ruJobResults.reduce((text, [known, russian]) => text.replace(known, russian), result);
  return refusals.reduce((text, [english, russian]) => text.replace(english, () => russian), told);
}
