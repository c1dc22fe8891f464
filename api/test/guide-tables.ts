import { en } from '../src/language/en.ts';
import type { TextKey } from '../src/language/text.ts';
import { conflictReasons, problemCodes } from './codes.ts';

/** The text of a code, with `…` where it has values. */
const meaning = (key: TextKey) =>
  en[key]
    .replaceAll(/\{\w+\|[^|}]*\|([^|}]*)\}/g, '… $1')
    .replaceAll(/\{\w+\}/g, '…')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', ' ');

const tableOf = (head: string, keys: TextKey[]) =>
  [`| ${head} | means |`, '|---|---|', ...keys.map((key) => `| \`${key}\` | ${meaning(key)} |`)].join('\n');

/** The guide with a table at the end of a section. */
const withTable = (text: string, { section, table }: { section: string; table: string }) =>
  text.replace(
    new RegExp(`(\n## ${section}\n\n(?:[^|(\n][^\n]*\n\n)*)[^]*?(?=\n\n## )`),
    (_whole, start: string) => start + table,
  );

/** The guide to the API with its tables of reasons and codes as the code has them. */
export function guideWithTables(guide: string): string {
  const reasons = { section: 'Reasons of CONFLICT', table: tableOf('reason', conflictReasons()) };
  const codes = { section: 'Codes of problems', table: tableOf('code', problemCodes()) };
  return withTable(withTable(guide, reasons), codes);
}
