import { ApiTokensDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { apiTokens } = await query(event, {
    document: ApiTokensDocument,
    variables: {},
    touchedBy: ['ApiToken'],
  });
  return { tokens: apiTokens };
};
