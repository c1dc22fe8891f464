import { WebhooksDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { webhooks } = await query(event, {
    document: WebhooksDocument,
    variables: {},
    touchedBy: ['Webhook'],
  });
  return { webhooks };
};
