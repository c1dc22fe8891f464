import { type Fault, warning } from '../../errors/domain-error.ts';
import type { CheckedPeople } from './check-people.ts';

/** Gmail shows no more of a mail (its HTML, in bytes), and hides the unsubscribe link at its end. */
const CLIPPED_FROM = 102_000;
/** With fewer letters beside pictures, a mail says nothing to readers who see no pictures. */
const FEW_LETTERS = 20;

/**
 * Returns what receivers and readers could object to in rendered mails, all of which should contain
 * `unsubscribeUrl`.
 */
export function judgeMails(checked: CheckedPeople, unsubscribeUrl: string): Fault[] {
  const { first } = checked;
  const ofFirst = first ? ofContent(first, unsubscribeUrl) : [];
  const { withoutLink: count, checkedCount, failures } = checked;
  const isMixed = count > 0 && count < checkedCount - failures.length;
  return [
    ...ofPeople(checked),
    ...ofLinks(checked.links),
    ...(checked.largest >= CLIPPED_FROM
      ? [warning('PREFLIGHT_CLIPPED', BODY, { size: Math.ceil(checked.largest / 1000) })]
      : []),
    ...ofFirst.filter(({ code }) => !isMixed || code !== 'PREFLIGHT_NO_UNSUBSCRIBE'),
    ...(isMixed ? [warning('PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE', BODY, { count })] : []),
  ];
}

const BODY = ['message', 'body'];
const SUBJECT = ['message', 'subject'];

function ofPeople({ failures, gaps, emptySubjects, stoppedBy }: CheckedPeople): Fault[] {
  const found: Fault[] = [];
  if (stoppedBy) found.push({ ...stoppedBy, severity: 'WARNING', path: ['message', ...stoppedBy.path] });
  if (failures.length > 0) found.push(warning('PREFLIGHT_FAILURES', BODY, { count: failures.length }));
  if (gaps.length > 0) found.push(warning('PREFLIGHT_GAPS', BODY, { count: gaps.length }));
  if (emptySubjects > 0) found.push(warning('PREFLIGHT_SUBJECTS_EMPTY', SUBJECT, { count: emptySubjects }));
  return found;
}

function ofLinks({ emptyLinks, wrongLinks, plainLinks }: CheckedPeople['links']): Fault[] {
  return [
    ...(emptyLinks > 0 ? [warning('PREFLIGHT_LINKS_EMPTY', BODY, { count: emptyLinks })] : []),
    ...wrongLinks.map((link) => warning('PREFLIGHT_LINK_WRONG', BODY, { link })),
    ...plainLinks.map((link) => warning('PREFLIGHT_LINK_PLAIN', BODY, { link })),
  ];
}

function ofContent(
  { html, text, subject }: NonNullable<CheckedPeople['first']>,
  unsubscribeUrl: string,
): Fault[] {
  const found: Fault[] = [];
  const hasLink = html ? html.hasUnsubscribeLink : text.includes(unsubscribeUrl);
  if (!hasLink) found.push(warning('PREFLIGHT_NO_UNSUBSCRIBE', BODY));
  const sign = hiddenSignIn(subject, EVERYTHING_HIDDEN);
  if (sign) found.push(warning('PREFLIGHT_HIDDEN', SUBJECT, { sign }));
  const turning = hiddenSignIn(text, TURNING);
  if (turning) found.push(warning('PREFLIGHT_HIDDEN', BODY, { sign: turning }));
  return html ? [...found, ...ofHtml(html)] : found;
}

function ofHtml(html: NonNullable<NonNullable<CheckedPeople['first']>['html']>): Fault[] {
  const found: Fault[] = [];
  if (html.hasImages && html.visibleLetters < FEW_LETTERS)
    found.push(warning('PREFLIGHT_IMAGES_ALONE', BODY));
  else if (html.visibleLetters === 0) found.push(warning('PREFLIGHT_TEXT_EMPTY', BODY));
  if (html.hasDataImages) found.push(warning('PREFLIGHT_DATA_IMAGES', BODY));
  for (const name of html.activeElements.slice(0, 3)) found.push(warning('PREFLIGHT_ACTIVE', BODY, { name }));
  return found;
}

/** Characters that change the direction of text, so that it reads differently from what it is. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
/** In a subject also characters without width; a joiner inside of an emoji is allowed. */
const EVERYTHING_HIDDEN = /[\u202A-\u202E\u2066-\u2069\u00AD\u200B\u200E\u200F\u2060\uFEFF]/;

function hiddenSignIn(text: string, signs: RegExp): string | null {
  const found = signs.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}
