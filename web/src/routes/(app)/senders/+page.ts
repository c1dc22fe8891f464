import { SendersDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = { ownerId: textOf(searchParams, 'owner') };
  const { senderIdentities, senderDomains } = await query(event, {
    document: SendersDocument,
    variables: { ...pagingOf(searchParams), filter },
    touchedBy: ['SenderIdentity', 'SenderDomain', 'DkimKey'],
  });
  return { senders: senderIdentities, domains: senderDomains, filter };
};
