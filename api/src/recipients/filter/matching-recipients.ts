import { raw, type FilterQuery } from '@mikro-orm/core';
import * as v from 'valibot';
import { idOf } from '../../access/owned-things.ts';
import { contains } from '../../db/search.ts';
import type { Sql } from '../../db/sql.ts';
import { validated } from '../../input/validation.ts';
import type { Recipient } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { attributeConditions } from './attribute-conditions.ts';
import { recipientFilter } from './filter.rules.ts';
import { timeConditions } from './time-conditions.ts';

/** The filter within its bounds. Throws INVALID. */
export const validFilter = (filter: unknown): RecipientFilter =>
  validated(v.object({ filter: recipientFilter }), { filter }).filter as RecipientFilter;

/** The recipients that a filter wants, whoever asks. Throws INVALID for a filter that is out of bounds. */
export function recipientsMatching(given: RecipientFilter): FilterQuery<Recipient> {
  const filter = validFilter({ ...given });
  const { search, status, statuses, ownerId } = filter;
  const conditions: FilterQuery<Recipient>[] = [contains("lower({}.email || ' ' || {}.full_name)", search)];
  if (status) conditions.push({ status });
  if (statuses) conditions.push({ status: { $in: statuses } });
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  conditions.push(...sqlConditions(filter).map(({ sql, params }) => holds(sql, params)));
  return { $and: conditions };
}

const holds = (sql: string, params: unknown[]) =>
  ({ [raw((alias) => sql.replaceAll('{}', alias), params)]: [] }) as FilterQuery<Recipient>;

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

const arrayOf = (ids: string[]) => `{${ids.map((id) => idOf(id) ?? 0).join()}}`;

const hasAddress = (emails: string[]): Sql => ({
  sql: '{}.address_hash in (select address_hash(value) from json_array_elements_text(?::json))',
  params: [JSON.stringify(emails.map((email) => email.replaceAll('\0', '').trim()))],
});
