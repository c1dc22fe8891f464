import type { Route } from '../http/route.ts';
import { reportRuns } from './report-runs.ts';

/** The report of sent mailings as a file. */
export const reportRoutes: Route[] = [
  {
    method: 'get',
    path: '/exports/runs.csv',
    async handle(ctx, { query }) {
      const lines = await reportRuns(ctx, {
        from: query.get('from'),
        to: query.get('to'),
        ownerId: query.get('owner'),
      });
      return new Response(lines, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="runs.csv"',
          'cache-control': 'no-store',
        },
      });
    },
  },
];
