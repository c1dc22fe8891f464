import { raw, type FilterQuery } from '@mikro-orm/core';
import * as v from 'valibot';
import { idOf } from '../../access/owned-things.ts';
import type { Sql } from '../../db/sql.ts';
import { validated } from '../../input/validation.ts';
import type { Recipient } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { personFound } from '../search-people.ts';
import { attributeConditions } from './attribute-conditions.ts';
import { recipientFilter } from './filter.rules.ts';
import { timeConditions } from './time-conditions.ts';

/** Returns the filter if it is within its limits. Throws INVALID otherwise. */
export const validFilter = (filter: unknown): RecipientFilter =>
  validated(v.object({ filter: recipientFilter }), { filter }).filter as RecipientFilter;

/** The conditions of a valid filter, regardless of actor and owner. */
export function recipientsMatching(filter: RecipientFilter): FilterQuery<Recipient>[] {
  const { search, status, statuses } = filter;
  const conditions: FilterQuery<Recipient>[] = [];
  if (status) conditions.push({ status });
  if (statuses) conditions.push({ status: { $in: statuses } });
  const found = personFound(search, '{}');
  return [...conditions, ...[...(found ? [found] : []), ...sqlConditions(filter)].map(conditionOf)];
}

/** SQL over recipients, with `{}` for the table's alias, as a condition. */
export const conditionOf = ({ sql, params }: Sql) =>
  ({ [raw((alias) => `(${sql.replaceAll('{}', alias)})`, params)]: [] }) as FilterQuery<Recipient>;

function sqlConditions(filter: RecipientFilter): Sql[] {
  const { attributes, emails } = filter;
  return [
    ...listConditions(filter),
    ...(emails ? [hasAddress(emails)] : []),
    ...(attributes ? [{ sql: '{}.attributes @> ?::jsonb', params: [JSON.stringify(attributes)] }] : []),
    ...(filter.attributeConditions ?? []).flatMap((condition) => attributeConditions(condition)),
    ...timeConditions(filter),
  ];
}

function listConditions({ listId, listIds, allListIds, noneOfListIds }: RecipientFilter): Sql[] {
  const isIn = (ids: string[]): Sql => ({
    sql: '{}.id in (select recipient_id from recipient_list_member where list_id = any (?::int[]))',
    params: [arrayOf(ids)],
  });
  const conditions = (allListIds ?? []).map((id) => isIn([id]));
  if (listId) conditions.push(isIn([listId]));
  if (listIds) conditions.push(isIn(listIds));
  if (noneOfListIds) {
    conditions.push({
      sql: `not exists (select from recipient_list_member member
        where member.recipient_id = {}.id and member.list_id = any (?::int[]))`,
      params: [arrayOf(noneOfListIds)],
    });
  }
  return conditions;
}

/** The numbers of the lists of which a match must be a member. */
export const waysIn = ({ listId, listIds, allListIds }: RecipientFilter): number[] =>
  numbersOf([...(listId ? [listId] : []), ...(listIds ?? []), ...(allListIds ?? [])]);

/** The numbers of all lists in a filter. */
export const listIdsOf = (filter: RecipientFilter): number[] => [
  ...new Set([...waysIn(filter), ...numbersOf(filter.noneOfListIds ?? [])]),
];

const numbersOf = (ids: string[]) => [...new Set(ids.map((id) => idOf(id) ?? 0))];
const arrayOf = (ids: string[]) => `{${ids.map((id) => idOf(id) ?? 0).join()}}`;

const hasAddress = (emails: string[]): Sql => ({
  sql: '{}.address_hash in (select address_hash(value) from json_array_elements_text(?::json))',
  params: [JSON.stringify(emails.map((email) => email.replaceAll('\0', '').trim()))],
});
