import { assertReads } from '../../access/assert-reads.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import { dateIn, oneIn } from '../../http/query-values.ts';
import type { Route } from '../../http/route.ts';
import { AttemptStatus, DeliveryState } from '../run.enums.ts';
import { exportAttempts } from './export-attempts.ts';
import { exportDeliveries } from './export-deliveries.ts';

const { SENDING: _never, ...recordedStates } = DeliveryState;

/** The deliveries of a run and what a filter of `attempts` shows, as CSV files; the conditions are the query's. */
export const exportRunsRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/runs/:id/deliveries.csv',
    streams: true,
    async handle(ctx, { params, query }) {
      assertReads(ctx);
      const state = oneIn(query, 'state', recordedStates);
      return csvAnswer(ctx, await exportDeliveries(ctx, { runId: params.id!, state }), query);
    },
  },
  {
    method: 'get',
    path: '/export/attempts.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertReads(ctx);
      const code = Number(query.get('smtpCode'));
      const filter = {
        status: oneIn(query, 'status', AttemptStatus),
        mailingId: query.get('mailingId'),
        runId: query.get('runId'),
        ownerId: query.get('ownerId'),
        smtpCode: Number.isSafeInteger(code) && code > 0 && code < 1000 ? code : null,
        search: query.get('search'),
        from: dateIn(query, 'from'),
        to: dateIn(query, 'to'),
      };
      return csvAnswer(ctx, exportAttempts(ctx, filter), query);
    },
  },
];
