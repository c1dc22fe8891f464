import type { IntervalUnit } from '#lib/gql/graphql.ts';
import { everyText } from './every.ts';

/** The names that the server gives, in its own language. */
const given =
  /^(Hourly|Daily|Weekly|Monthly|Каждый час|Каждый день|Каждую неделю|Каждый месяц|Every \d+ \w+|Раз в \d+ \p{L}+)$/u;

/** The name of an interval; one that nobody has chosen is said in the viewer's language. */
export function intervalName(interval: { name: string; every: number; unit: IntervalUnit }): string {
  if (!given.test(interval.name)) return interval.name;
  const text = everyText(interval);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
