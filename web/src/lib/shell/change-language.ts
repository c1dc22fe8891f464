import { UpdateProfileDocument } from '#lib/gql/graphql.ts';
import { client } from '#lib/graphql/client.ts';
import { renew } from '#lib/graphql/freshness.ts';
import { switchLocale } from '#lib/locale/switch-locale.svelte.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { viewer } from './viewer.ts';

/**
 * Switches to the other language: the page at once, then the API's texts and mails to the viewer, which are in the
 * language of the profile.
 */
export async function changeLanguage(): Promise<void> {
  const isRussian = getLocale() !== 'ru';
  switchLocale(isRussian ? 'ru' : 'en');
  if (viewer()) {
    const input = { locale: isRussian ? 'RU' : 'EN' } as const;
    await client().mutation(UpdateProfileDocument, { input }, { additionalTypenames: ['User'] });
  }
  await renew();
}
