import { MessagesDocument, type MessageOrderField } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { textOf } from '#lib/url/read-params.ts';
import { sortingOf } from '#lib/url/sorting.ts';
import type { PageLoad } from './$types.js';

const sortable: readonly [MessageOrderField, ...MessageOrderField[]] = [
  'UPDATED_AT',
  'SUBJECT',
  'CREATED_AT',
];

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = { search: textOf(searchParams, 'q'), ownerId: textOf(searchParams, 'owner') };
  const orderBy = sortingOf(searchParams, sortable, { field: 'UPDATED_AT', direction: 'DESC' });
  const { messages } = await query(event, {
    document: MessagesDocument,
    variables: { ...pagingOf(searchParams), filter, orderBy },
    touchedBy: ['Message'],
  });
  return { messages, filter, orderBy };
};
