import { fail } from '@sveltejs/kit';
import { ResetPasswordDocument } from '#lib/gql/graphql.ts';
import { fieldOf, formOf, isLinkDead, refused } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  default: async ({ request, params, fetch }) => {
    const newPassword = fieldOf(await formOf(request), 'newPassword');
    const { data, error } = await createClient(fetch).mutation(ResetPasswordDocument, {
      input: { token: params.token, newPassword },
    });
    if (data) return { isDone: true };
    return isLinkDead(error) ? fail(404, { isDead: true }) : refused(error, {});
  },
};
