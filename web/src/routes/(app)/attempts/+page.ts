import { AttemptsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { attemptStatuses } from '#lib/states/delivery-state.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { countOf, oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { periods, spanOf, spanOfDates } from './period.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const { viewer } = await event.parent();
  const period = oneOf(searchParams, 'period', periods);
  const dates = { from: textOf(searchParams, 'from'), to: textOf(searchParams, 'to') };
  const span =
    period === 'dates' ? spanOfDates(dates.from, dates.to, viewer?.timeZone ?? 'UTC') : spanOf(period);
  const filter = {
    search: textOf(searchParams, 'q'),
    status: oneOf(searchParams, 'status', attemptStatuses),
    mailingId: textOf(searchParams, 'mailing'),
    smtpCode: countOf(searchParams, 'code'),
    server: textOf(searchParams, 'server'),
    ownerId: textOf(searchParams, 'owner'),
  };
  const variables = { ...pagingOf(searchParams), filter: { ...filter, ...span } };
  const { attempts } = await query(event, {
    document: AttemptsDocument,
    variables,
    touchedBy: ['Attempt', 'MailingRun'],
  });
  return { attempts, variables, filter, span, period, dates };
};
