import { error } from '@sveltejs/kit';
import { RecipientDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import { pagingOf } from '#lib/url/paging.ts';
import type { PageLoad } from './$types.js';
import { deliveriesPerPage } from './deliveries-per-page.ts';

export const load: PageLoad = async (event) => {
  const variables = { id: event.params.id, ...pagingOf(event.url.searchParams, deliveriesPerPage) };
  const { recipient } = await query(event, {
    document: RecipientDocument,
    variables,
    touchedBy: ['Delivery', 'RecipientList'],
  });
  if (!recipient) error(404, m.error_not_found());
  return { recipient };
};
