import { IntervalsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { intervals } = await query(event, {
    document: IntervalsDocument,
    variables: {},
    touchedBy: ['Interval'],
  });
  return { intervals };
};
