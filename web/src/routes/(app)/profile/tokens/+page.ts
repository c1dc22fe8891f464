import { ApiTokensDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { apiTokens } = await query(event, {
    document: ApiTokensDocument,
    variables: {},
    touchedBy: ['ApiToken'],
  });
  return { tokens: apiTokens };
};
