import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import type { Route } from '../../http/route.ts';
import { exportMessages } from './export-messages.ts';

/** The messages that match a filter, as a CSV file. The conditions are those of the query. */
export const exportMessagesRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/messages.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = { search: query.get('search'), ownerId: query.get('ownerId') };
      return csvAnswer(ctx, exportMessages(ctx, filter), query);
    },
  },
];
