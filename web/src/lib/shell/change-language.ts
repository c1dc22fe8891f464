import { renew } from '#lib/graphql/freshness.ts';
import { switchLocale } from '#lib/locale/switch-locale.svelte.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Switches to the other language: the page at once, then the API's texts. */
export async function changeLanguage(): Promise<void> {
  switchLocale(getLocale() === 'ru' ? 'en' : 'ru');
  await renew();
}
