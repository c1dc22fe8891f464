import { error } from '@sveltejs/kit';
import { UnsubscribeDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { unsubscribePage } = await query(event, {
    document: UnsubscribeDocument,
    variables: { token: event.params.token },
  });
  if (!unsubscribePage) error(404, m.unsubscribe_unknown());
  return unsubscribePage;
};
