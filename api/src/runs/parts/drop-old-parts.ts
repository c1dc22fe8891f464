import type { EntityManager } from '@mikro-orm/postgresql';
import { retried } from '../../db/retried.ts';

/** PostgreSQL's code for a lock that was not free in time. */
const NOT_FREE = '55P03';

interface Part {
  part: string;
  low: number;
  high: number;
}

/**
 * Drops the parts of deliveries and attempts in which all runs ended more than a number of months ago, with none in
 * doubt. Nobody waits longer for it than a quarter of a second; what is in use stays until the next night.
 */
export async function dropOldParts(em: EntityManager, months: number): Promise<void> {
  for (const part of await pastParts(em)) await dropPart(em, part, months);
}

/** All but the one that new runs belong to. */
const pastParts = (em: EntityManager): Promise<Part[]> =>
  em.execute<Part[]>(
    `select part, coalesce(low, 0) as low, high from parts_of_ledger()
     where high <= (select max(id) from mailing_run) order by high`,
  );

async function dropPart(em: EntityManager, part: Part, months: number): Promise<void> {
  if (await isNeeded(em, part, months)) return;
  try {
    await retried(() => em.transactional((tx) => dropUnneeded(tx, part, months)), [NOT_FREE]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NOT_FREE)) throw error;
  }
}

async function dropUnneeded(em: EntityManager, part: Part, months: number): Promise<void> {
  await em.execute("set local lock_timeout = '100ms'");
  // Waits for launches: a run that is being made has its number, but nobody sees it yet.
  await em.execute('lock table mailing_run in share mode');
  if (await isNeeded(em, part, months)) return;
  await em.execute(`drop table "delivery_${part.part}", "attempt_${part.part}"`);
}

async function isNeeded(em: EntityManager, { low, high }: Part, months: number): Promise<boolean> {
  const needed = await em.execute(
    `select from mailing_run where id >= ? and id < ?
       and (finished_at is null or finished_at >= now() - make_interval(months => ?) or unknown > 0) limit 1`,
    [low, high, months],
  );
  return needed.length > 0;
}
