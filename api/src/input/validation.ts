import * as v from 'valibot';
import type { Words } from '../closed-set.ts';
import { en } from '../language/en.ts';
import type { TextKey } from '../language/text.ts';
import { fault, invalid, type Fault } from '../errors/domain-error.ts';

/**
 * Parses an input by a valibot schema whose messages are keys of texts. Throws INVALID with a problem for
 * each wrong field. Absent keys stay absent, so that a patch changes only the given fields.
 */
export function validated<const S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw invalid(result.issues.map((issue) => faultOf(issue)));
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = (v.getDotPath(issue) ?? '').split('.').filter(Boolean);
  const known = issue.message in en ? (issue.message as TextKey) : 'WRONG_VALUE';
  const bound = issue.requirement;
  return fault(known, path, typeof bound === 'number' ? { bound } : {});
}

// PostgreSQL stores no NUL, and a lone surrogate has no encoding.
const storable = v.check((text: string) => !text.includes('\0') && text.isWellFormed(), 'CONTROL_CHARACTER');

/** A word of a closed set. */
export const oneOf = <Word extends string>(set: Words<Word>) =>
  v.picklist(Object.values<Word>(set), 'WRONG_VALUE');
/** Text that may be empty. */
export const text = (most: number) =>
  v.pipe(v.string('WRONG_VALUE'), storable, v.maxLength(most, 'TOO_LONG'));
/** One line of text that is not empty, without surrounding spaces. */
export const line = (most: number) =>
  v.pipe(
    v.string('WRONG_VALUE'),
    storable,
    v.trim(),
    v.nonEmpty('REQUIRED'),
    v.maxLength(most, 'TOO_LONG'),
    v.regex(/^[^\p{Cc}]*$/u, 'CONTROL_CHARACTER'),
  );
/** One line that may be empty. */
export const optionalLine = (most: number) =>
  v.pipe(
    v.string('WRONG_VALUE'),
    storable,
    v.trim(),
    v.maxLength(most, 'TOO_LONG'),
    v.regex(/^[^\p{Cc}]*$/u, 'CONTROL_CHARACTER'),
  );
// A name must not look like somebody else's address: no @ in any of its forms, no invisible characters, none
// that turn the direction of text. Joiners are allowed: names in Persian and Hindi contain them.
const nameable = v.check(
  (name: string) => !/(?![\u200C\u200D])\p{Cf}/u.test(name) && !name.normalize('NFKC').includes('@'),
  'DISPLAY_NAME',
);
/** The name of a person as mails show it. */
export const displayName = (most: number) => v.pipe(line(most), nameable);
/** The same, or empty. */
export const optionalDisplayName = (most: number) => v.pipe(optionalLine(most), nameable);
/**
 * A name of the IANA database. Offsets such as +03:00 are refused, because they do not define daylight saving
 * time.
 */
export const timeZone = v.pipe(v.string('WRONG_VALUE'), v.check(isTimeZone, 'TIME_ZONE_UNKNOWN'));

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
