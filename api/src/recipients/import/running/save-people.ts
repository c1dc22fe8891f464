import type { EntityManager } from '@mikro-orm/postgresql';
import { executeBound } from '../../../db/execute-bound.ts';
import { suppress } from '../../suppressions/suppress.ts';
import { SuppressionReason } from '../../suppressions/suppression.entity.ts';
import type { ImportSettings } from '../import-settings.ts';
import type { PeopleColumns } from '../reading/batch.ts';

/** The people of an import, each mailbox once, and the owner of the recipients. */
interface PeopleToSave {
  ownerId: number;
  settings: ImportSettings;
  people: PeopleColumns;
}

/** How people compare with the owner's recipients; the counts add up to the number of people. */
export interface SavedCounts {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  suppressed: number;
  /**
   * People whose mailbox occurs among the others in a spelling that only the database recognises; they are
   * skipped.
   */
  repeated: number;
}

// Looks each address up once in the index of mailboxes, and decides what happens to it. The time is the
// statement's own, after those of earlier imports: no two batches of an owner share it.
const matched = `
  given as materialized (
    select email, full_name, comment, attributes::text::jsonb as attributes, refusal, place,
      coalesce(nullif(substr(?::bytea, place::int * 16 - 15, 16), decode(repeat('00', 16), 'hex')),
        address_hash(email)) as hash
    from rows from (
      json_array_elements_text(?::json), json_array_elements_text(?::json), json_array_elements_text(?::json),
      json_array_elements(?::json), json_array_elements_text(?::json)
    ) with ordinality as given (email, full_name, comment, attributes, refusal, place)
  ), staged as materialized (
    select distinct on (hash) * from given order by hash, place
  ), settings as materialized (
    select date_trunc('milliseconds', clock_timestamp()) as written_at, ?::boolean as updates, ?::boolean as clears_name, ?::boolean as clears_comment,
      array(select json_array_elements_text(?::json)) as cleared_keys, array(
        select list from unnest(?::int[]) list where list = 0 or exists (select from recipient_list where id = list)
      ) as list_ids
  ), matched as materialized (
    select staged.*, known.id, known.full_name as old_name, known.comment as old_comment,
      known.attributes as old_attributes, known.updated_at as old_updated_at, new_name, new_comment, new_attributes,
      refusal is not null or exists (
        select from suppression where suppression.address_hash = hash and lifted_at is null and reach <> 'LIST'
          and (suppression.owner_id = ? or reach = 'INSTALLATION')
      ) as says_no,
      known.id is not null and (new_name, new_comment, new_attributes)
        is distinct from (known.full_name, known.comment, known.attributes) as changes,
      known.id is not null and exists (
        select from unnest(list_ids) as list where not exists (
          select from recipient_list_member member where member.list_id = list and member.recipient_id = known.id
        )
      ) as joins
    from settings cross join staged
    left join recipient known on known.address_hash = hash and known.owner_id = ?
    cross join lateral (
      select
        case when not updates or known.id is null then known.full_name when staged.full_name <> '' then staged.full_name
          when clears_name then '' else known.full_name end as new_name,
        case when not updates or known.id is null then known.comment when staged.comment <> '' then staged.comment
          when clears_comment then '' else known.comment end as new_comment,
        case when not updates or known.id is null then known.attributes
          else (known.attributes - cleared_keys) || staged.attributes end as new_attributes
      offset 0
    ) wanted
  ), counts as (
    select
      count(*) filter (where not says_no and id is null)::int as created,
      count(*) filter (where not says_no and id is not null and updates and (changes or joins))::int as updated,
      count(*) filter (where not says_no and id is not null and updates and not (changes or joins))::int as unchanged,
      count(*) filter (where not says_no and id is not null and not updates)::int as skipped,
      count(*) filter (where says_no)::int as suppressed,
      (select count(*) from given)::int - count(*)::int as repeated
    from matched cross join settings
  )`;

/** Compares people with an owner's recipients without changing anything. */
export async function countPeople(em: EntityManager, input: PeopleToSave): Promise<SavedCounts> {
  const [counts] = await executeBound<SavedCounts>(
    em,
    `with ${matched} select * from counts`,
    paramsOf(input),
  );
  return counts!;
}

/**
 * Saves people in one statement, adds them to the lists, and keeps the previous state under the number of a
 * batch. Those who refuse mail are suppressed. Fails if an address is created at the same moment.
 */
export async function savePeople(
  em: EntityManager,
  input: PeopleToSave & { importId: number; batch: number },
): Promise<SavedCounts> {
  await suppressRefused(em, input);
  const [counts] = await executeBound<SavedCounts>(
    em,
    `with ${matched}, created as (
       insert into recipient (owner_id, email, full_name, comment, attributes, updated_at)
       select ?::int, email, full_name, comment, attributes, written_at
       from matched cross join settings where id is null order by place
       returning id
     ), changed as (
       update recipient set full_name = new_name, comment = new_comment, attributes = new_attributes,
         updated_at = written_at
       from matched cross join settings where recipient.id = matched.id and changes
     ), listed_new as (
       insert into recipient_list_member (list_id, recipient_id)
       select unnest(list_ids), id from created cross join settings
     ), listed_known as (
       insert into recipient_list_member (list_id, recipient_id)
       select unnest(list_ids), id from matched cross join settings where joins on conflict do nothing
       returning list_id, recipient_id
     ), kept as (
       insert into recipient_import_batch (import_id, number, written_at, created, before, listed)
       select ?::int, ?::int, written_at,
         coalesce((select jsonb_agg(id) from created), '[]'),
         coalesce((select jsonb_agg(jsonb_build_array(id, old_name, old_comment, old_attributes, old_updated_at))
           from matched where changes), '[]'),
         coalesce((select jsonb_agg(jsonb_build_array(list_id, recipient_id)) from listed_known), '[]')
       from settings
     )
     select * from counts`,
    [...paramsOf(input), input.ownerId, input.importId, input.batch],
  );
  return counts!;
}

/** Before the people themselves, because the status of a recipient follows its suppressions. */
async function suppressRefused(em: EntityManager, { ownerId, people }: PeopleToSave): Promise<void> {
  for (const reason of Object.values(SuppressionReason)) {
    const emails = people.refused[reason];
    if (emails) await suppress(em, { ownerId, emails, reason, source: 'IMPORT', addedById: ownerId });
  }
}

function paramsOf({ ownerId, settings, people }: PeopleToSave): unknown[] {
  const { columns, onConflict, blanks, listIds, madeListIds } = settings;
  const replaces = blanks === 'REPLACE';
  const has = (...fields: string[]) => columns.some(({ field }) => fields.includes(field));
  const keys = columns.filter(({ field }) => field === 'ATTRIBUTE').map(({ attribute }) => attribute);
  return [
    people.hashes,
    people.emails,
    people.fullNames,
    people.comments,
    people.attributes,
    people.refusals,
    onConflict === 'UPDATE',
    replaces && has('FULL_NAME', 'GIVEN_NAME', 'MIDDLE_NAME', 'FAMILY_NAME'),
    replaces && has('COMMENT'),
    JSON.stringify(replaces ? keys : []),
    `{${[...listIds, ...madeListIds].join()}}`,
    ownerId,
    ownerId,
  ];
}
