import type { Fault } from '../../errors/domain-error.ts';
import type { CheckedMails, MailsToCheck } from '../../messages/rendering/preflight/check-mails.ts';
import { mergedFindings, noFindings } from '../../messages/rendering/preflight/content-findings.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import type { TemplateValues } from '../../messages/rendering/template-values.ts';
import type { Person } from './read-people.ts';

export interface CheckedPeople {
  checkedCount: number;
  failures: { person: Person; fault: Fault }[];
  gaps: { person: Person; names: string[] }[];
  emptySubjects: number;
  largest: number;
  content: CheckedMails['content'];
  /** What stopped the check early. */
  stoppedBy: Fault | null;
}

interface PeopleToCheck extends Omit<MailsToCheck, 'people'> {
  key: string;
  people: Person[];
  valuesOf: (person: Person) => TemplateValues;
}

const BATCH = 100;
/** A person waits for it. */
const LONGEST = 8000;

/** Renders people's mails in a thread, some at a time, until all are done or the time is up. */
export async function checkPeople({
  key,
  people,
  valuesOf,
  ...mails
}: PeopleToCheck): Promise<CheckedPeople> {
  const until = performance.now() + LONGEST;
  const all: CheckedPeople = {
    checkedCount: 0,
    failures: [],
    gaps: [],
    emptySubjects: 0,
    largest: 0,
    content: noFindings(),
    stoppedBy: null,
  };
  for (let from = 0; from < people.length && performance.now() < until; from += BATCH) {
    const batch = people.slice(from, from + BATCH);
    try {
      add(all, batch, await rendering.check(key, { ...mails, people: batch.map(valuesOf) }));
    } catch (error) {
      return { ...all, stoppedBy: renderFault(error) };
    }
  }
  return all;
}

function add(all: CheckedPeople, batch: Person[], found: CheckedMails): void {
  all.checkedCount += batch.length;
  all.failures.push(...found.failures.map(({ index, fault }) => ({ person: batch[index]!, fault })));
  all.gaps.push(...found.gaps.map(({ index, names }) => ({ person: batch[index]!, names })));
  all.emptySubjects += found.emptySubjects.length;
  all.largest = Math.max(all.largest, found.largest);
  all.content = mergedFindings(all.content, found.content);
}
