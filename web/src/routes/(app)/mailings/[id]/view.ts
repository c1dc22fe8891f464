import type { AttemptStatus, DeliveryState } from '#lib/gql/graphql.ts';
import { attemptStatuses, deliveryStates } from '#lib/states/delivery-state.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';

export type View =
  | { tab: 'overview' }
  | { tab: 'deliveries'; run: string | null; state: DeliveryState | null; search: string | null }
  | { tab: 'attempts'; status: AttemptStatus | null; search: string | null };

/** What the address shows of a mailing. */
export function viewOf(params: Pick<URLSearchParams, 'get'>): View {
  const tab = oneOf(params, 'tab', ['overview', 'deliveries', 'attempts']);
  const search = textOf(params, 'q');
  if (tab === 'deliveries') {
    return { tab, run: textOf(params, 'run'), state: oneOf(params, 'state', deliveryStates), search };
  }
  if (tab === 'attempts') return { tab, status: oneOf(params, 'status', attemptStatuses), search };
  return { tab: 'overview' };
}
