import { ResendConfirmationDocument } from '#lib/gql/graphql.ts';
import { fieldOf, formOf, refused } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const email = fieldOf(await formOf(request), 'email').trim();
    const { data, error } = await createClient(fetch).mutation(ResendConfirmationDocument, { email });
    return data ? { sentTo: email } : refused(error, { email });
  },
};
