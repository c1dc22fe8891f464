import { csvAnswer } from '../http/csv-answer.ts';
import type { Route } from '../http/route.ts';
import { reportRuns } from './report-runs.ts';

/** The report of sent mailings as a file; `/exports` is where it was before the other exports came. */
export const reportRoutes: Route[] = ['/export/runs.csv', '/exports/runs.csv'].map((path) => ({
  method: 'get',
  path,
  streams: true,
  async handle(ctx, { query }) {
    const filter = { from: query.get('from'), to: query.get('to'), ownerId: query.get('owner') };
    return csvAnswer(ctx, reportRuns(ctx, filter), query);
  },
}));
