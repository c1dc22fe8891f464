import { ReportsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { periods, reportSpan } from './period.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const { viewer } = await event.parent();
  const period = oneOf(searchParams, 'period', periods) ?? 'month';
  const dates = { from: textOf(searchParams, 'from'), to: textOf(searchParams, 'to') };
  const ownerId = textOf(searchParams, 'owner');
  const span = reportSpan(period, dates, { zone: viewer?.timeZone ?? 'UTC' });
  const { statistics, mailingRuns } = await query(event, {
    document: ReportsDocument,
    variables: { ...pagingOf(searchParams), statistics: { ...span, ownerId }, runs: { ...span, ownerId } },
    touchedBy: ['Attempt', 'Mailing', 'MailingRun', 'User'],
  });
  return { statistics, mailingRuns, period, dates, ownerId, span };
};
