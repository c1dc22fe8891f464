import type { EntityManager } from '@mikro-orm/postgresql';
import type { Person } from './read-people.ts';

export interface Saved {
  created: number;
  updated: number;
}

/**
 * Adds people to an owner's recipients, and to a list where one is given, in one statement; those who are there already
 * get the new values, where there are any. An address that occurs twice counts once, as its last row says.
 */
export async function savePeople(
  em: EntityManager,
  { ownerId, listId, people }: { ownerId: number; listId: number | null; people: Person[] },
): Promise<Saved> {
  if (people.length === 0) return { created: 0, updated: 0 };
  const [counts] = await em.execute<Saved[]>(
    `with person as (
       select distinct on (address_hash(email)) * from json_to_recordset(?::json)
         as person (email text, "fullName" text, comment text, attributes jsonb, place int)
       order by address_hash(email), place desc
     ), saved as (
       insert into recipient as known (owner_id, email, full_name, comment, attributes)
       select ?, email, "fullName", comment, attributes from person
       on conflict (owner_id, address_hash) do update set
         full_name = coalesce(nullif(excluded.full_name, ''), known.full_name),
         comment = coalesce(nullif(excluded.comment, ''), known.comment),
         attributes = known.attributes || excluded.attributes, updated_at = now()
       returning id, xmax = 0 as is_new
     ), listed as (
       insert into recipient_list_member (list_id, recipient_id)
       select ?::int, id from saved where ?::int is not null on conflict do nothing
     )
     select count(*) filter (where is_new)::int as created, count(*) filter (where not is_new)::int as updated
     from saved`,
    [JSON.stringify(people.map((person, place) => ({ ...person, place }))), ownerId, listId, listId],
  );
  return counts!;
}
