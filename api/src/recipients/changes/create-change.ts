import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sql } from '../../db/sql.ts';
import { RecipientChange, type ChangeSettings, type RecipientChangeKind } from './recipient-change.entity.ts';

/** Recipients changed in one transaction, which is as long as others wait for them. */
export const BATCH = 1000;

interface NewChange {
  /** The number of the user who requested it. */
  owner: number;
  kind: RecipientChangeKind;
  settings: ChangeSettings;
  /** Selects the numbers of the recipients as `id`. */
  chosen: Sql;
}

/** Records a change and its recipients, in batches. Call it in a transaction, and wake the workers after that. */
export async function createChange(
  em: EntityManager,
  { chosen, ...values }: NewChange,
): Promise<RecipientChange> {
  const made = em.create(RecipientChange, values as never);
  await em.flush();
  const [counted] = await em.execute<{ total: number }[]>(
    `with batch as (
       insert into recipient_change_batch (change_id, number, ids)
       select ?, place / ${BATCH}, jsonb_agg(id order by id)
       from (select id, row_number() over (order by id) - 1 as place from (${chosen.sql}) chosen) placed
       group by place / ${BATCH} returning jsonb_array_length(ids) as size
     ) select coalesce(sum(size), 0)::int as total from batch`,
    [made.id, ...chosen.params],
  );
  made.totalCount = counted!.total;
  return made;
}
