import { UserSessionsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const userId = textOf(searchParams, 'owner');
  const { userSessions } = await query(event, {
    document: UserSessionsDocument,
    variables: { ...pagingOf(searchParams), userId },
    touchedBy: ['Session'],
  });
  return { userSessions, userId };
};
