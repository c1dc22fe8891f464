import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import type { Route } from '../../http/route.ts';
import { exportWebhooks } from './export-webhooks.ts';

/** The viewer's webhooks as a CSV file. */
export const exportWebhooksRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/webhooks.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      return csvAnswer(ctx, exportWebhooks(ctx), query);
    },
  },
];
