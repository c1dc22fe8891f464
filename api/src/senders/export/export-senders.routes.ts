import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import type { Route } from '../../http/route.ts';
import { exportSenders } from './export-senders.ts';

/** The senders that match a filter, as a CSV file. The conditions are those of the query. */
export const exportSendersRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/senders.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      return csvAnswer(ctx, exportSenders(ctx, { ownerId: query.get('ownerId') }), query);
    },
  },
];
