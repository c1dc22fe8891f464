import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import { booleanIn, oneIn } from '../../http/query-values.ts';
import type { Route } from '../../http/route.ts';
import { MailingStatus } from '../mailing.entity.ts';
import { exportMailings } from './export-mailings.ts';

/** The mailings that match a filter, as a CSV file. The conditions are those of the query. */
export const exportMailingsRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/mailings.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = {
        search: query.get('search'),
        status: oneIn(query, 'status', MailingStatus),
        isActive: booleanIn(query, 'isActive'),
        isArmed: booleanIn(query, 'isArmed'),
        needsAttention: booleanIn(query, 'needsAttention'),
        ownerId: query.get('ownerId'),
        messageId: query.get('messageId'),
        segmentId: query.get('segmentId'),
      };
      return csvAnswer(ctx, exportMailings(ctx, filter), query);
    },
  },
];
