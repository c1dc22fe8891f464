import { RegisterDocument } from '#lib/gql/graphql.ts';
import { fieldOf, formOf, refused } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await formOf(request);
    const typed = { email: fieldOf(form, 'email').trim(), fullName: fieldOf(form, 'fullName').trim() };
    const { data, error } = await createClient(fetch).mutation(RegisterDocument, {
      input: {
        ...typed,
        locale: getLocale() === 'ru' ? 'RU' : 'EN',
        // Only a script knows it: without one the API's default applies.
        timeZone: fieldOf(form, 'timeZone') || null,
      },
    });
    return data ? { sentTo: typed.email } : refused(error, typed);
  },
};
