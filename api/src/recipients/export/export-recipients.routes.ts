import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { Route } from '../../http/route.ts';
import { validFilter } from '../filter/matching-recipients.ts';
import { exportSuppressions } from '../suppressions/export-suppressions.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { SuppressionReason, SuppressionSource } from '../suppressions/suppression.entity.ts';
import type { SuppressionFilter } from '../suppressions/suppression.inputs.ts';
import { booleanIn, dateIn, oneIn } from '../../http/query-values.ts';
import { exportLists } from './export-lists.ts';
import { exportRecipients } from './export-recipients.ts';
import { exportSegments } from './export-segments.ts';

/**
 * The recipients, lists, segments or suppressions that match a filter, as CSV files. The conditions are those of the queries.
 */
export const exportRecipientsRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/recipients.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const segmentId = query.get('segmentId') || undefined;
      return csvAnswer(ctx, await exportRecipients(ctx, recipientFilterOf(query), segmentId), query);
    },
  },
  {
    method: 'get',
    path: '/export/lists.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = { search: query.get('search'), ownerId: query.get('ownerId') };
      return csvAnswer(ctx, exportLists(ctx, filter), query);
    },
  },
  {
    method: 'get',
    path: '/export/segments.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      const filter = { search: query.get('search'), ownerId: query.get('ownerId') };
      return csvAnswer(ctx, exportSegments(ctx, filter), query);
    },
  },
  {
    method: 'get',
    path: '/export/suppressions.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      return csvAnswer(ctx, exportSuppressions(ctx, suppressionFilterOf(query)), query);
    },
  },
];

/** The query's single conditions, or the API's filter as JSON in `filter`. */
const recipientFilterOf = (query: URLSearchParams): RecipientFilter => ({
  ...filterIn(query),
  ...present({
    search: query.get('search'),
    status: oneIn(query, 'status', RecipientStatus),
    listId: query.get('listId'),
    ownerId: query.get('ownerId'),
    updatedAfter: dateIn(query, 'updatedAfter'),
    createdAfter: dateIn(query, 'createdAfter'),
    createdBefore: dateIn(query, 'createdBefore'),
  }),
});

const present = (conditions: RecipientFilter): RecipientFilter =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== null));

function filterIn(query: URLSearchParams): RecipientFilter {
  try {
    return validFilter(JSON.parse(query.get('filter') ?? '{}'));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid([fault('WRONG_VALUE', ['filter'])]);
    throw error;
  }
}

const suppressionFilterOf = (query: URLSearchParams): SuppressionFilter => ({
  email: query.get('email'),
  reason: oneIn(query, 'reason', SuppressionReason),
  source: oneIn(query, 'source', SuppressionSource),
  isLifted: booleanIn(query, 'isLifted'),
  ownerId: query.get('ownerId'),
  from: dateIn(query, 'from'),
  to: dateIn(query, 'to'),
});
