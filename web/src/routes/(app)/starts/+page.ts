import { StartsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { startOutcomes } from './start-state.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const ownerId = textOf(searchParams, 'owner');
  const outcome = oneOf(searchParams, 'outcome', startOutcomes);
  const variables = { ...pagingOf(searchParams), filter: { outcome, ownerId }, ownerId };
  const { armedMailings, mailingStarts } = await query(event, {
    document: StartsDocument,
    variables,
    touchedBy: ['Mailing', 'MailingStart'],
  });
  return { armedMailings, mailingStarts, outcome, ownerId, variables };
};
