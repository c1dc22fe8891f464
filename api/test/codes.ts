import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../src/language/en.ts';
import type { TextKey } from '../src/language/text.ts';

const folder = join(import.meta.dirname, '..', 'src');
// Commands, files, mails and SMTP replies have texts too, but no problems of the API.
const OTHERS =
  /\.test\.ts$|\.contract\.ts$|\.command\.ts$|(^|\/)(export|report|rejected)-|^(access|audit|command-line|db|errors|http|jobs|language|programs|setup)\/|^accounts\/(mails|links|sessions)\/|^platform\/smtp\/|^webhooks\/calling\//;
const WORD = /'([A-Z][A-Z0-9_]+)'/g;
// A text, or a refusal as a whole.
const TOLD =
  /\b(?:textOf|linkRefused|DomainError|unavailable|conflict)\([^;]*?\)|\b(?:key|action): '[A-Z_]+'|code === '[A-Z_]+'/g;

const sources = globSync('**/*.ts', { cwd: folder }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  code: readFileSync(join(folder, path), 'utf8'),
}));

const isText = (word: string): word is TextKey => word in en && !word.startsWith('CLI_');
const keysIn = (code: string) => [...code.matchAll(WORD)].map(([, word]) => word!).filter(isText);
const sorted = <Word extends string>(words: Iterable<Word>) => [...new Set(words)].toSorted();

/** Every `extensions.code` that the front door or a refusal names. */
export function errorCodes(): string[] {
  const union = /export type ErrorCode =([^;]*);/.exec(sourceOf('errors/domain-error.ts'))![1]!;
  const own = /ownRefusals = new Set\(\[([^\]]*)\]/.exec(sourceOf('http/format-error.ts'))![1]!;
  const named = sources
    .filter(({ path }) => /^(http|access)\/(?!.*\.test\.ts$)/.test(path))
    .flatMap(({ code }) => [...code.matchAll(/extensions: \{\s*code: '[A-Z_]+'/g)].join('\n'));
  const words = [...`${union} ${own} ${named.join(' ')}`.matchAll(WORD)].map(([, word]) => word!);
  return sorted([...words, 'INTERNAL_SERVER_ERROR']);
}

/** Every reason of a CONFLICT that the API can give. */
export const conflictReasons = () =>
  sorted(
    sources
      .filter(({ path }) => !path.endsWith('.test.ts'))
      .flatMap(({ code }) => [...code.matchAll(/\bconflict\([^;]*?\)/g)].flatMap(([call]) => keysIn(call))),
  );

/** Every code that a `Problem` can have. */
export function problemCodes(): TextKey[] {
  const refusals = errorCodes();
  return sorted([
    ...sources
      .filter(({ path }) => !OTHERS.test(path))
      .flatMap(({ code }) => keysIn(code.replaceAll(TOLD, ''))),
    // `EMAIL_` and what is wrong with an address.
    ...Object.keys(en).filter((key): key is TextKey => key.startsWith('EMAIL_')),
  ]).filter((key) => !refusals.includes(key));
}

/** The addresses of all exports, as a person writes them. */
export function exportPaths(): string[] {
  const routes = sources.filter(({ path }) => path.endsWith('.routes.ts')).map(({ code }) => code);
  const paths = [...routes.join('\n').matchAll(/'(\/export\/[^']*)'/g)].map(([, path]) => path!);
  return sorted(paths.map((path) => path.replaceAll(/:(\w+)/g, '<$1>')));
}

const sourceOf = (path: string) => sources.find((source) => source.path === path)!.code;
