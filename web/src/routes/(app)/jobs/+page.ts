import { JobsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { jobRunStatuses } from './job-state.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const filter = {
    jobName: textOf(searchParams, 'job'),
    status: oneOf(searchParams, 'status', jobRunStatuses),
  };
  const variables = { ...pagingOf(searchParams), filter };
  const { jobs, jobRuns, mailServers } = await query(event, {
    document: JobsDocument,
    variables,
    touchedBy: ['Job', 'JobRun'],
  });
  return { jobs, jobRuns, mailServers, filter, variables };
};
