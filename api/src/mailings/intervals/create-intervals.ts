import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/locale.ts';

const names = {
  EN: ['Hourly', 'Daily', 'Weekly', 'Monthly'],
  RU: ['Каждый час', 'Каждый день', 'Каждую неделю', 'Каждый месяц'],
};
const units = ['HOUR', 'DAY', 'WEEK', 'MONTH'];

/**
 * Creates the usual intervals that are missing: hourly, daily, weekly, monthly. Returns how many intervals
 * there are.
 */
export async function createIntervals(em: EntityManager, locale: Locale): Promise<number> {
  await em.execute(
    `insert into "interval" (name, every, unit)
     select name, 1, unit from unnest(?::text[], ?::text[]) as usual (name, unit)
     where not exists (select from "interval" known where known.every = 1 and known.unit = usual.unit)
     on conflict do nothing`,
    [`{${names[locale].map((name) => `"${name}"`).join()}}`, `{${units.join()}}`],
  );
  const [row] = await em.execute<{ count: number }[]>('select count(*)::int as count from "interval"');
  return row!.count;
}
