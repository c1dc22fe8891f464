import {
  RecipientsDocument,
  SegmentFilterDocument,
  type RecipientFilter,
  type RecipientOrderField,
} from '#lib/gql/graphql.ts';
import { bothOf, normal, whereOf } from '#lib/segments/where.ts';
import { query } from '#lib/graphql/query.ts';
import { recipientStatuses } from '#lib/states/recipient-state.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import { sortingOf } from '#lib/url/sorting.ts';
import type { PageLoad } from './$types.js';

const sortable: readonly [RecipientOrderField, ...RecipientOrderField[]] = [
  'CREATED_AT',
  'FULL_NAME',
  'EMAIL',
  'UPDATED_AT',
];

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const id = textOf(searchParams, 'segment');
  const segment = id
    ? (await query(event, { document: SegmentFilterDocument, variables: { id }, touchedBy: ['Segment'] }))
        .segment
    : null;
  const typed = {
    search: textOf(searchParams, 'q'),
    status: oneOf(searchParams, 'status', recipientStatuses),
    listId: textOf(searchParams, 'list'),
    ownerId: textOf(searchParams, 'owner'),
  };
  const where = whereOf(searchParams);
  const inSegment = normal((segment?.filter ?? {}) as RecipientFilter);
  const given = present(typed);
  const filter = bothOf(bothOf(inSegment, where), given);
  const orderBy = sortingOf(searchParams, sortable, { field: 'CREATED_AT', direction: 'DESC' });
  const { recipients, recipientLists } = await query(event, {
    document: RecipientsDocument,
    variables: { ...pagingOf(searchParams), filter, orderBy, ownerId: typed.ownerId },
    touchedBy: ['Recipient', 'RecipientList'],
  });
  return {
    recipients,
    lists: recipientLists.nodes,
    filter,
    typed,
    given,
    where,
    inSegment,
    segment,
    orderBy,
  };
};

const present = (typed: RecipientFilter): RecipientFilter =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== null));
