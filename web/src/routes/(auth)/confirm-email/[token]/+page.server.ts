import { fail } from '@sveltejs/kit';
import { ConfirmEmailDocument } from '#lib/gql/graphql.ts';
import { isLinkDead, refused } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import type { Actions } from './$types.js';

export const actions: Actions = {
  /** Only the button uses the link up: programs that look into mails open it too. */
  default: async ({ params, fetch }) => {
    const { data, error } = await createClient(fetch).mutation(ConfirmEmailDocument, { token: params.token });
    if (data) return { email: data.confirmEmail.email };
    return isLinkDead(error) ? fail(404, { isDead: true }) : refused(error, {});
  },
};
