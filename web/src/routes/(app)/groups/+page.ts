import { GroupsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { groups, permissions } = await query(event, {
    document: GroupsDocument,
    variables: {},
    touchedBy: ['Group', 'User'],
  });
  return { groups, permissions };
};
