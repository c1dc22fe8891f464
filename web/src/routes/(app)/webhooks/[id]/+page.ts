import { error } from '@sveltejs/kit';
import { WebhookDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf } from '#lib/url/read-params.ts';
import { callStatuses } from '../webhook-words.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = { status: oneOf(searchParams, 'status', callStatuses) };
  const variables = { id: event.params.id, ...pagingOf(searchParams), filter };
  const { webhook } = await query(event, {
    document: WebhookDocument,
    variables,
    touchedBy: ['Webhook', 'WebhookCall'],
  });
  if (!webhook) error(404);
  return { webhook, filter, variables };
};
