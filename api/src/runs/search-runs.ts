import { raw, type FilterQuery } from '@mikro-orm/core';
import { isBlank, wantedIn } from '../db/search.ts';
import type { ParentId } from '../paging/child-pages.ts';
import type { Filter } from '../paging/walk.ts';
import { personFound } from '../recipients/search-people.ts';
import type { Attempt } from './attempt.entity.ts';
import type { Delivery } from './delivery.entity.ts';

// The search index of recipients finds people; deleted people are found by their whole address. To check a
// given row, its person is looked up; to find all rows, people are searched first, then what they got.

/** The deliveries of a run to people who match a search; no condition if the search is empty. */
export function deliveriesAbout(
  search: string | null | undefined,
  runId: ParentId,
): Filter<Delivery> | undefined {
  if (isBlank(search)) return undefined;
  const all = allAbout(search!, { sql: 'delivery.run_id = ?', params: [runId] });
  return { ofRow: condition((alias) => isAbout(search!, alias)), ofAll: { id: { $in: all } } };
}

/** The deliveries to people who match a search, of some runs if given; no condition if the search is empty. */
export function deliveriesWithin(
  search: string | null | undefined,
  runs: Condition | null,
): Filter<Delivery> | undefined {
  if (isBlank(search)) return undefined;
  const within = runs
    ? { sql: `delivery.run_id in (select id from mailing_run where ${runs.sql})`, params: runs.params }
    : { sql: 'true', params: [] };
  return {
    ofRow: condition((alias) => isAbout(search!, alias)),
    ofAll: { id: { $in: allAbout(search!, within) } },
  };
}

/** The attempts to people who match a search, of one owner if given; no condition if the search is empty. */
export function attemptsAbout(
  search: string | null | undefined,
  ownerId: number | undefined,
): Filter<Attempt> | undefined {
  if (isBlank(search)) return undefined;
  const within =
    ownerId === undefined
      ? { sql: 'true', params: [] }
      : { sql: 'delivery.run_id in (select id from mailing_run where owner_id = ?)', params: [ownerId] };
  const { sql, params } = isAbout(search!, 'delivery');
  const ofRow = condition<Attempt>((alias) => ({
    sql: `exists (select from delivery where run_id = ${alias}.run_id and delivery.id = ${alias}.delivery_id and ${sql})`,
    params,
  }));
  return { ofRow, ofAll: { delivery: { $in: allAbout(search!, within) } } };
}

interface Condition {
  sql: string;
  params: unknown[];
}

function condition<T>(of: (alias: string) => Condition): FilterQuery<T> {
  const { params } = of('');
  return { [raw((alias) => `(${of(alias).sql})`, params) as never]: [] } as FilterQuery<T>;
}

function isAbout(search: string, delivery: string): Condition {
  const person = personFound(search, 'recipient')!;
  return {
    sql: `(exists (select from recipient where recipient.id = ${delivery}.recipient_id and ${person.sql})
      or ${delivery}.address_hash = address_hash(?))`,
    params: [...person.params, wantedIn(search)],
  };
}

function allAbout(search: string, { sql, params }: Condition): number[] {
  const person = personFound(search, 'recipient')!;
  return raw<number[]>(
    `(select delivery.id from recipient join delivery on delivery.recipient_id = recipient.id where ${person.sql} and ${sql}
      union select delivery.id from delivery where delivery.address_hash = address_hash(?) and ${sql})`,
    [...person.params, ...params, wantedIn(search), ...params],
  );
}
