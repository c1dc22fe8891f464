import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import X from '@lucide/svelte/icons/x';
import { formatDateTime } from '#lib/format/date.ts';
import type {
  WebhookCallEvent,
  WebhookCallRowFragment,
  WebhookCallStatus,
  WebhookEvent,
  WebhookRowFragment,
} from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

export const webhookEvents: readonly WebhookEvent[] = [
  'RUN_FINISHED',
  'DELIVERY_FAILED',
  'RECIPIENT_UNSUBSCRIBED',
  'RECIPIENT_BOUNCED',
  'RECIPIENT_COMPLAINED',
  'IMPORT_FINISHED',
];

const words: Record<WebhookCallEvent, () => string> = {
  RUN_FINISHED: m.webhook_run_finished,
  DELIVERY_FAILED: m.webhook_delivery_failed,
  RECIPIENT_UNSUBSCRIBED: m.webhook_unsubscribed,
  RECIPIENT_BOUNCED: m.webhook_bounced,
  RECIPIENT_COMPLAINED: m.webhook_complained,
  IMPORT_FINISHED: m.webhook_import_finished,
  WEBHOOK_TEST: m.webhook_a_test,
};

/** Describes an event in a few words. */
export const eventWord = (event: WebhookCallEvent): string => words[event]();
/** The event's name for programs. */
export const eventType = (event: WebhookCallEvent): string => event.toLowerCase().replace('_', '.');

/** The state of a webhook. */
export function webhookState({ disabledAs, failingSince, succeededAt }: WebhookRowFragment): ShownState {
  if (disabledAs === 'BY_HAND') return { label: m.webhook_disabled(), tone: 'mute', icon: Minus };
  if (disabledAs === 'GONE') return { label: m.webhook_gone(), tone: 'bad', icon: X };
  if (disabledAs === 'FAILING') return { label: m.webhook_worn(), tone: 'bad', icon: X };
  if (failingSince) return { label: m.webhook_failing(), tone: 'warn', icon: TriangleAlert };
  return succeededAt
    ? { label: m.webhook_works(), tone: 'ok', icon: Check }
    : { label: m.webhook_uncalled(), tone: 'mute', icon: Minus };
}

export const callStatuses: readonly WebhookCallStatus[] = ['PENDING', 'DELIVERED', 'FAILED'];

/** The state of a call. */
export function callState(status: WebhookCallStatus): ShownState {
  if (status === 'DELIVERED') return { label: m.webhook_delivered(), tone: 'ok', icon: Check };
  if (status === 'FAILED') return { label: m.webhook_given_up(), tone: 'bad', icon: X };
  return { label: m.webhook_waiting(), tone: 'accent' };
}

/** The response to the last try. */
export function answerOf({ responseCode, response, tries }: WebhookCallRowFragment): string {
  if (tries === 0) return '—';
  return responseCode == null ? response : [`HTTP ${responseCode}`, response].filter(Boolean).join(' · ');
}

/** When it will be tried again. */
export const nextTry = ({ nextTryAt, tries }: WebhookCallRowFragment, zone: string): string =>
  nextTryAt && tries > 0 ? m.webhook_next_try({ time: formatDateTime(nextTryAt, zone) }) : '';
