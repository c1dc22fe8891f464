import { getLocale } from '#lib/paraglide/runtime.js';
import { russianCities } from './russian-cities.ts';

/** Moscow for Europe/Moscow; in Russian the cities of its speakers, which browsers do not know, are Russian. */
export function zoneCity(zone: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return getLocale() === 'ru' ? (russianCities[city] ?? city) : city;
}
