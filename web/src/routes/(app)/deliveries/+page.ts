import { DeliveriesDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { deliveryStates } from '#lib/states/delivery-state.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { skipReasons } from './skip-reasons.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = {
    search: textOf(searchParams, 'q'),
    state: oneOf(searchParams, 'state', deliveryStates),
    skipReason: oneOf(searchParams, 'skip', skipReasons),
    mailingId: textOf(searchParams, 'mailing'),
    ownerId: textOf(searchParams, 'owner'),
  };
  const { deliveries } = await query(event, {
    document: DeliveriesDocument,
    variables: { ...pagingOf(searchParams), filter },
    touchedBy: ['Delivery', 'MailingRun'],
  });
  return { deliveries, filter };
};
