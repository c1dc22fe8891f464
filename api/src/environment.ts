import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Locale } from './language/locale.ts';

interface Environment {
  /** The project's folder. */
  root: string;
  given: Record<string, string | undefined>;
  /** The keys in the file `.env`. */
  written: string[];
}

/**
 * The only reader of the environment: variables, which take precedence over the file `.env` in the project's
 * folder. Empty values count as absent.
 */
export function readEnvironment(environment: Record<string, string | undefined> = process.env): Environment {
  const root = environment.POSTLINE_ROOT ?? findRoot();
  const file = join(root, '.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const given = Object.entries({ ...written, ...environment }).filter(([, text]) => text !== '');
  return { root, given: Object.fromEntries(given), written: Object.keys(written) };
}

/** Returns the language of a setting such as `ru_RU.UTF-8`. */
export const localeIn = (language: string): Locale => (/^ru/i.test(language) ? 'RU' : 'EN');

/** The language of commands, even if the rest of the configuration is invalid. */
export function commandLocale(): Locale {
  const { POSTLINE_LANG, LANG = '' } = readEnvironment().given;
  return localeIn(POSTLINE_LANG ?? LANG);
}

function findRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json')) || folder === dirname(folder)) return folder;
  }
}
