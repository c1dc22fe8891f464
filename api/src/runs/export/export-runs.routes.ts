import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import { dateIn, numberIn, oneIn } from '../../http/query-values.ts';
import type { Route } from '../../http/route.ts';
import { AttemptStatus, DeliveryState, SkipReason } from '../run.enums.ts';
import { exportAttempts } from './export-attempts.ts';
import { MailEventKind, MailEventSource } from '../events/mail-event.enums.ts';
import { exportDeliveries, exportDeliveryLog } from './export-deliveries.ts';
import { exportEvents } from './export-events.ts';

const { SENDING: _never, ...recordedStates } = DeliveryState;

/**
 * The deliveries of a run, and the attempts that match a filter, as CSV files. The conditions are those of
 * the queries.
 */
export const exportRunsRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/runs/:id/deliveries.csv',
    streams: true,
    async handle(ctx, { params, query }) {
      assertScope(ctx, 'READ');
      const filter = {
        state: oneIn(query, 'state', recordedStates),
        skipReason: oneIn(query, 'skipReason', SkipReason),
        search: query.get('search'),
      };
      return csvAnswer(ctx, await exportDeliveries(ctx, params.id!, filter), query);
    },
  },
  {
    method: 'get',
    path: '/export/deliveries.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = {
        state: oneIn(query, 'state', recordedStates),
        skipReason: oneIn(query, 'skipReason', SkipReason),
        mailingId: query.get('mailingId'),
        runId: query.get('runId'),
        ownerId: query.get('ownerId'),
        recipientId: query.get('recipientId'),
        search: query.get('search'),
        sentFrom: dateIn(query, 'sentFrom'),
        sentTo: dateIn(query, 'sentTo'),
      };
      return csvAnswer(ctx, exportDeliveryLog(ctx, filter), query);
    },
  },
  {
    method: 'get',
    path: '/export/attempts.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = {
        status: oneIn(query, 'status', AttemptStatus),
        mailingId: query.get('mailingId'),
        runId: query.get('runId'),
        ownerId: query.get('ownerId'),
        smtpCode: numberIn(query, 'smtpCode'),
        server: query.get('server'),
        search: query.get('search'),
        from: dateIn(query, 'from'),
        to: dateIn(query, 'to'),
      };
      return csvAnswer(ctx, exportAttempts(ctx, filter), query);
    },
  },
  {
    method: 'get',
    path: '/export/events.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = {
        kind: oneIn(query, 'kind', MailEventKind),
        source: oneIn(query, 'source', MailEventSource),
        mailingId: query.get('mailingId'),
        runId: query.get('runId'),
        ownerId: query.get('ownerId'),
        email: query.get('email'),
        from: dateIn(query, 'from'),
        to: dateIn(query, 'to'),
      };
      return csvAnswer(ctx, exportEvents(ctx, filter), query);
    },
  },
];
