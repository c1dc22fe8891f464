import { MailingsDocument, type MailingOrderField } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import { sortingOf } from '#lib/url/sorting.ts';
import type { PageLoad } from './$types.js';
import { mailingTabs, tabFilter } from './mailing-tabs.ts';

const sortable: readonly [MailingOrderField, ...MailingOrderField[]] = ['CREATED_AT', 'NAME', 'START_AT'];

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const tab = oneOf(searchParams, 'status', mailingTabs);
  const chosen = {
    search: textOf(searchParams, 'q'),
    ownerId: textOf(searchParams, 'owner'),
    segmentId: textOf(searchParams, 'segment'),
    messageId: textOf(searchParams, 'message'),
  };
  const filter = { ...chosen, ...(tab && tabFilter[tab]) };
  const orderBy = sortingOf(searchParams, sortable, { field: 'CREATED_AT', direction: 'DESC' });
  const { mailings } = await query(event, {
    document: MailingsDocument,
    variables: { ...pagingOf(searchParams), filter, orderBy },
    touchedBy: ['Mailing', 'MailingRun'],
  });
  return { mailings, tab, chosen, orderBy };
};
