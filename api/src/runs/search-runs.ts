import { raw, type FilterQuery } from '@mikro-orm/core';
import { isBlank, wantedIn } from '../db/search.ts';
import type { Sql } from '../db/sql.ts';
import type { ParentId } from '../paging/child-pages.ts';
import type { SearchFilter } from '../paging/filter.ts';
import { personFound } from '../recipients/search-people.ts';
import type { Attempt } from './attempt.entity.ts';
import type { Delivery } from './delivery.entity.ts';

// The search index of recipients finds people; deleted people are found by their whole address. To check a
// given row, its person is looked up; to find all rows, people are searched first, then what they got.

/** The deliveries of a run to people who match a search; no condition if the search is empty. */
export function deliveriesAbout(
  search: string | null | undefined,
  runId: ParentId,
): SearchFilter<Delivery> | undefined {
  if (isBlank(search)) return undefined;
  return filterOfDeliveries(search!, { sql: 'delivery.run_id = ?', params: [runId], isOneRun: true });
}

/** The deliveries to people who match a search, of some runs if given; no condition if the search is empty. */
export function deliveriesWithin(
  search: string | null | undefined,
  runs: Sql | null,
): SearchFilter<Delivery> | undefined {
  if (isBlank(search)) return undefined;
  return filterOfDeliveries(search!, ofRuns(runs));
}

/** The attempts to people who match a search, of one owner if given; no condition if the search is empty. */
export function attemptsAbout(
  search: string | null | undefined,
  ownerId: number | undefined,
): SearchFilter<Attempt> | undefined {
  if (isBlank(search)) return undefined;
  const within = ofRuns(ownerId === undefined ? null : { sql: 'owner_id = ?', params: [ownerId] });
  const { sql, params } = isAbout(search!, 'delivery');
  const ofRow = condition<Attempt>((alias) => ({
    sql: `exists (select from delivery where run_id = ${alias}.run_id and delivery.id = ${alias}.delivery_id and ${sql} offset 0)`,
    params,
  }));
  return {
    ofRow,
    ofAll: { delivery: { $in: allAbout(search!, within) } },
    search: {
      ofFew: condition<Attempt>((alias) => fewAbout(search!, `${alias}.delivery_id`, within)),
      isFew: findsFew(search!),
    },
  };
}

const filterOfDeliveries = (search: string, within: Within): SearchFilter<Delivery> => ({
  ofRow: condition((alias) => isAbout(search, alias)),
  ofAll: { id: { $in: allAbout(search, within) } },
  search: {
    ofFew: condition<Delivery>((alias) => fewAbout(search, `${alias}.id`, within)),
    isFew: findsFew(search),
  },
});

// As an array, runs are read once, however many people are found.
const ofRuns = (runs: Sql | null): Within => ({
  sql: runs ? `delivery.run_id = any (array(select id from mailing_run where ${runs.sql}))` : 'true',
  params: runs?.params ?? [],
  isOneRun: false,
});

/** The condition on the runs of deliveries. */
interface Within extends Sql {
  isOneRun: boolean;
}

function condition<T>(of: (alias: string) => Sql): FilterQuery<T> {
  const { params } = of('');
  return { [raw((alias) => `(${of(alias).sql})`, params) as never]: [] } as FilterQuery<T>;
}

// `offset 0` keeps PostgreSQL from looking for everybody first who matches.
function isAbout(search: string, delivery: string): Sql {
  const person = personFound(search, 'recipient')!;
  return {
    sql: `(exists (select from recipient where recipient.id = ${delivery}.recipient_id and ${person.sql} offset 0)
      or ${delivery}.address_hash = address_hash(?))`,
    params: [...person.params, wantedIn(search)],
  };
}

function allAbout(search: string, { sql, params }: Sql): number[] {
  const person = personFound(search, 'recipient')!;
  return raw<number[]>(
    `(select delivery.id from recipient join delivery on delivery.recipient_id = recipient.id where ${person.sql} and ${sql}
      union select delivery.id from delivery where delivery.address_hash = address_hash(?) and ${sql})`,
    [...person.params, ...params, wantedIn(search), ...params],
  );
}

/**
 * The same, for a search that finds few people. PostgreSQL expects at least one in ten thousand, and would read all
 * deliveries and attempts rather than look up so many; `offset 0` and the array leave it no choice. What people got in
 * many runs is found sooner without a condition on the runs, which the list has anyway.
 */
function fewAbout(search: string, delivery: string, within: Within): Sql {
  const person = personFound(search, 'recipient')!;
  const { sql, params } = within;
  const ofPerson: Sql = within.isOneRun ? within : { sql: 'true', params: [] };
  return {
    sql: `${delivery} = any (array(
      select found.id from (select id from recipient where ${person.sql} offset 0) person
        cross join lateral (select delivery.id from delivery where delivery.recipient_id = person.id and ${ofPerson.sql} offset 0) found
      union select delivery.id from delivery where delivery.address_hash = address_hash(?) and ${sql}))`,
    params: [...person.params, ...ofPerson.params, wantedIn(search), ...params],
  };
}

/** What more people got is found sooner by a condition beside the search. */
const MOST_PEOPLE = 5000;

function findsFew(search: string): Sql {
  const person = personFound(search, 'recipient')!;
  const people = `select from recipient where ${person.sql} limit ${MOST_PEOPLE + 1}`;
  return { sql: `(select count(*) <= ${MOST_PEOPLE} from (${people}) person)`, params: person.params };
}
