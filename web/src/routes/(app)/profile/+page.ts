import { SessionsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { sessions } = await query(event, {
    document: SessionsDocument,
    variables: {},
    touchedBy: ['Session'],
  });
  return { sessions };
};
