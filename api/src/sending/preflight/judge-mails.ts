import { type Fault, warning } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';
import type { ContentFindings } from '../../messages/rendering/preflight/content-findings.ts';
import type { CheckedPeople } from './check-people.ts';

/** Gmail shows no more of a mail (its HTML, in bytes), and hides the unsubscribe link at its end. */
const CLIPPED_FROM = 102_000;

/** Returns what receivers and readers could object to in rendered mails. */
export function judgeMails(checked: CheckedPeople): Fault[] {
  const { content } = checked;
  return [
    ...ofPeople(checked),
    ...ofLinks(content),
    ...(checked.largest >= CLIPPED_FROM
      ? [warning('PREFLIGHT_CLIPPED', BODY, { size: Math.ceil(checked.largest / 1000) })]
      : []),
    ...ofUnsubscribing(content),
    ...ofSigns(content),
    ...ofLooks(content),
    ...ofTextPart(content),
  ];
}

const BODY = ['message', 'body'];
const SUBJECT = ['message', 'subject'];
const TEXT_PART = ['message', 'textPart'];

function ofPeople({ failures, gaps, emptySubjects, stoppedBy }: CheckedPeople): Fault[] {
  const found: Fault[] = [];
  if (stoppedBy) found.push({ ...stoppedBy, severity: 'WARNING', path: ['message', ...stoppedBy.path] });
  if (failures.length > 0) found.push(warning('PREFLIGHT_FAILURES', BODY, { count: failures.length }));
  if (gaps.length > 0) found.push(warning('PREFLIGHT_GAPS', BODY, { count: gaps.length }));
  if (emptySubjects > 0) found.push(warning('PREFLIGHT_SUBJECTS_EMPTY', SUBJECT, { count: emptySubjects }));
  return found;
}

function ofLinks({ emptyLinks, wrongLinks, plainLinks }: ContentFindings): Fault[] {
  return [
    ...(emptyLinks > 0 ? [warning('PREFLIGHT_LINKS_EMPTY', BODY, { count: emptyLinks })] : []),
    ...wrongLinks.map((link) => warning('PREFLIGHT_LINK_WRONG', BODY, { link })),
    ...plainLinks.map((link) => warning('PREFLIGHT_LINK_PLAIN', BODY, { link })),
  ];
}

/** What applies to all mails is told in one way, and what applies to some with their number. */
function ofAllOrSome(
  [count, all]: [count: number, all: number],
  [ofAll, ofSome]: [TextKey, TextKey],
): Fault[] {
  if (count === 0) return [];
  return [count >= all ? warning(ofAll, BODY) : warning(ofSome, BODY, { count })];
}

function ofUnsubscribing({ withoutLink, withoutVisibleLink, examined }: ContentFindings): Fault[] {
  if (withoutVisibleLink > 0 && withoutVisibleLink === examined)
    return [warning('PREFLIGHT_NO_UNSUBSCRIBE', BODY)];
  const count = Math.max(withoutLink, withoutVisibleLink);
  return count > 0 ? [warning('PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE', BODY, { count })] : [];
}

function ofSigns({ signInSubject, signInBody, hiddenLetters: count }: ContentFindings): Fault[] {
  return [
    ...(signInSubject ? [warning('PREFLIGHT_HIDDEN', SUBJECT, { sign: signInSubject })] : []),
    ...(signInBody ? [warning('PREFLIGHT_HIDDEN', BODY, { sign: signInBody })] : []),
    ...(count > 0 ? [warning('PREFLIGHT_HIDDEN_TEXT', BODY, { count })] : []),
  ];
}

function ofLooks(content: ContentFindings): Fault[] {
  const { imagesAlone, textEmpty, examined: all, hasDataImages, activeElements } = content;
  return [
    ...ofAllOrSome([imagesAlone, all], ['PREFLIGHT_IMAGES_ALONE', 'PREFLIGHT_SOME_IMAGES_ALONE']),
    ...ofAllOrSome([textEmpty, all], ['PREFLIGHT_TEXT_EMPTY', 'PREFLIGHT_SOME_TEXT_EMPTY']),
    ...(hasDataImages ? [warning('PREFLIGHT_DATA_IMAGES', BODY)] : []),
    ...activeElements.slice(0, 3).map((name) => warning('PREFLIGHT_ACTIVE', BODY, { name })),
  ];
}

/** A text part that the author wrote. */
function ofTextPart({ textPartEmpty: empty, textPartWithoutLink: withoutLink }: ContentFindings): Fault[] {
  if (empty > 0) return [warning('PREFLIGHT_TEXT_PART_EMPTY', TEXT_PART, { count: empty })];
  if (withoutLink > 0) return [warning('PREFLIGHT_TEXT_PART_NO_LINK', TEXT_PART, { count: withoutLink })];
  return [];
}
