import { SuppressionsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import { suppressionReasons, suppressionSources } from '#lib/states/suppression.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = {
    email: textOf(searchParams, 'q'),
    reason: oneOf(searchParams, 'reason', suppressionReasons),
    source: oneOf(searchParams, 'source', suppressionSources),
    ownerId: textOf(searchParams, 'owner'),
  };
  const state = oneOf(searchParams, 'state', ['lifted', 'all']);
  const isLifted = state === 'all' ? null : state === 'lifted';
  const { suppressions } = await query(event, {
    document: SuppressionsDocument,
    variables: { ...pagingOf(searchParams), filter: { ...filter, isLifted } },
    touchedBy: ['Suppression', 'Recipient'],
  });
  return { suppressions, filter, isLifted, state };
};
