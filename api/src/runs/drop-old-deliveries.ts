import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../db/changed-rows.ts';
import { dropOldParts } from './parts/drop-old-parts.ts';

/** The number of rows that one statement deletes: nobody waits longer for it than that takes. */
const BATCH = 5000;

/**
 * Deletes the attempts and deliveries of runs that ended more than a number of months ago: whole parts in which no
 * other run needs any, and of the rest a batch at a time. Blanks the addresses and texts of their bounces, complaints
 * and unsubscriptions. Statistics stay as they are, because they are counted apart; runs keep their counts. Runs with
 * deliveries in doubt are left alone. Returns the number of runs.
 */
export async function dropOldDeliveries(em: EntityManager, months: number): Promise<number> {
  const runs = await em.execute<{ id: number }[]>(
    `select id from mailing_run where finished_at < now() - make_interval(months => ?) and unknown = 0
       and exists (select from delivery where run_id = mailing_run.id) order by id`,
    [months],
  );
  // The events themselves stay: the counts of the run and soft bounces in a row are made from them. First, because a
  // run without deliveries is not looked at again.
  for (const { id } of runs)
    await em.execute('update mail_event set email = null, words = null, raw = null where run_id = ?', [id]);
  await dropOldParts(em, months);
  for (const { id } of runs) {
    await dropRows(em, 'attempt', id);
    await dropRows(em, 'delivery', id);
  }
  return runs.length;
}

async function dropRows(em: EntityManager, table: 'attempt' | 'delivery', runId: number): Promise<void> {
  const sql = `delete from ${table} where run_id = ? and id in (select id from ${table} where run_id = ? limit ${BATCH})`;
  while ((await changedRows(em, sql, [runId, runId])) === BATCH);
}
