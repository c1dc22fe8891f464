import { SegmentsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = { search: textOf(searchParams, 'q'), ownerId: textOf(searchParams, 'owner') };
  const { segments } = await query(event, {
    document: SegmentsDocument,
    variables: { ...pagingOf(searchParams), filter },
    touchedBy: ['Segment', 'Recipient'],
  });
  return { segments, filter };
};
