import type { EntityManager } from '@mikro-orm/postgresql';

/** Returns the database's current time, which all processes share. */
export async function databaseNow(em: EntityManager): Promise<Date> {
  const [row] = await em.execute<{ now: string }[]>('select clock_timestamp()::timestamptz(3) as now');
  return new Date(row!.now);
}
