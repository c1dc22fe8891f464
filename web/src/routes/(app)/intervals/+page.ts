import { IntervalsDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { intervals } = await query(event, {
    document: IntervalsDocument,
    variables: {},
    touchedBy: ['Interval'],
  });
  return { intervals };
};
