import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

/**
 * Merges the count rows of each owner and status that have more than 20. Returns how many rows were merged.
 */
export const sumUp = (em: EntityManager): Promise<number> =>
  changedRows(
    em,
    `with many as (
       select owner_id, status from recipient_count group by 1, 2 having count(*) > 20 limit 1000
     ), chosen as (
       select id from recipient_count join many using (owner_id, status)
       order by id limit 100000 for update of recipient_count skip locked
     ), summed as (
       delete from recipient_count where id in (select id from chosen) returning owner_id, status, count
     ), sums as (
       insert into recipient_count (owner_id, status, count)
       select owner_id, status, sum(count) from summed group by 1, 2 having sum(count) <> 0
     )
     select from summed`,
    [],
  );
