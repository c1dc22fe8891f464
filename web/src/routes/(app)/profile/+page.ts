import { SessionsDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { sessions } = await query(event, {
    document: SessionsDocument,
    variables: {},
    touchedBy: ['Session'],
  });
  return { sessions };
};
