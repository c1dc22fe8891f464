import type { AttemptStatus, DeliveryState, FailureReason } from '#lib/gql/graphql.ts';
import { attemptStatuses, deliveryStates } from '#lib/states/delivery-state.ts';
import { failureReasons } from '#lib/runs/failure-reason.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';

export type View =
  | { tab: 'overview' }
  | {
      tab: 'deliveries';
      run: string | null;
      state: DeliveryState | null;
      reason: FailureReason | null;
      search: string | null;
    }
  | { tab: 'attempts'; status: AttemptStatus | null; search: string | null };

/** The view of a mailing in the URL. */
export function viewOf(params: Pick<URLSearchParams, 'get'>): View {
  const tab = oneOf(params, 'tab', ['overview', 'deliveries', 'attempts']);
  const search = textOf(params, 'q');
  if (tab === 'deliveries') {
    return {
      tab,
      run: textOf(params, 'run'),
      state: oneOf(params, 'state', deliveryStates),
      reason: oneOf(params, 'reason', failureReasons),
      search,
    };
  }
  if (tab === 'attempts') return { tab, status: oneOf(params, 'status', attemptStatuses), search };
  return { tab: 'overview' };
}
