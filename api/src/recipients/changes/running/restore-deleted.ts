import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClaimedChange } from './claim-change.ts';

/**
 * Restores the recipients that a batch has deleted, with their numbers, lists and mailings as far as these
 * exist. People who have been added again meanwhile are left alone. The status follows the suppressions, as
 * for a new recipient.
 */
export async function restoreDeleted(
  tx: EntityManager,
  { id }: ClaimedChange,
  number: number,
): Promise<number> {
  const key = [id, number];
  const people = await tx.execute<{ id: number }[]>(
    `insert into recipient (id, owner_id, email, full_name, comment, attributes, created_at, updated_at)
     select person.id, owner_id, person.email, person.full_name, comment, attributes, person.created_at, person.updated_at
     from recipient_change_batch cross join jsonb_array_elements(before) gone
     cross join jsonb_to_record(gone -> 'person') as person (id int, owner_id int, email text, full_name text,
       comment text, attributes jsonb, created_at timestamptz, updated_at timestamptz)
     join "user" on "user".id = owner_id
     where change_id = ? and number = ? on conflict do nothing returning id`,
    key,
  );
  const back = `{${people.map((person) => person.id).join()}}`;
  for (const [what, table, column, things] of memberships) {
    await tx.execute(
      `insert into ${table} (${column}, recipient_id)
       select thing.id, (gone -> 'person' ->> 'id')::int
       from recipient_change_batch cross join jsonb_array_elements(before) gone
       cross join jsonb_array_elements(case jsonb_typeof(gone -> '${what}') when 'array' then gone -> '${what}' else '[]' end) member
       join ${things} thing on thing.id = member::int
       where change_id = ? and number = ? and (gone -> 'person' ->> 'id')::int = any (?::int[]) on conflict do nothing`,
      [...key, back],
    );
  }
  return people.length;
}

const memberships = [
  ['lists', 'recipient_list_member', 'list_id', 'recipient_list'],
  ['mailings', 'mailing_recipient', 'mailing_id', 'mailing'],
] as const;
