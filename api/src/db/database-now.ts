import type { EntityManager } from '@mikro-orm/postgresql';

/** The database's idea of now, which all processes share. */
export async function databaseNow(em: EntityManager): Promise<Date> {
  const [row] = await em.execute<{ now: string }[]>('select clock_timestamp()::timestamptz(3) as now');
  return new Date(row!.now);
}
