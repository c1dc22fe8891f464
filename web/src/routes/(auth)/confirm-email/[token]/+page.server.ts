import { fail } from '@sveltejs/kit';
import { ConfirmationDocument, ConfirmEmailDocument } from '#lib/gql/graphql.ts';
import { fieldOf, formOf, isLinkDead, refused } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Checks the link without using it up, because mail scanners open it too. */
export const load: PageServerLoad = async ({ params, fetch }) => {
  const { data, error } = await createClient(fetch).query(ConfirmationDocument, { token: params.token });
  return { confirmation: data?.confirmation ?? null, isDead: !error && !data?.confirmation };
};

export const actions: Actions = {
  default: async ({ request, params, fetch }) => {
    const form = await formOf(request);
    const fullName = fieldOf(form, 'fullName').trim();
    const { data, error } = await createClient(fetch).mutation(ConfirmEmailDocument, {
      input: { token: params.token, password: fieldOf(form, 'password'), fullName },
    });
    if (data) {
      const { email, awaitsApproval } = data.confirmEmail;
      return { email, awaitsApproval };
    }
    return isLinkDead(error) ? fail(404, { isDead: true }) : refused(error, { fullName });
  },
};
