import Check from '@lucide/svelte/icons/check';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Clock from '@lucide/svelte/icons/clock';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Minus from '@lucide/svelte/icons/minus';
import X from '@lucide/svelte/icons/x';
import type { AttemptStatus, DeliveryState } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

export const deliveryStates: readonly DeliveryState[] = [
  'SENT',
  'FAILED',
  'DEFERRED',
  'UNKNOWN',
  'SKIPPED',
  'SENDING',
  'PENDING',
];

export function deliveryState(state: DeliveryState): ShownState {
  const shown: Record<DeliveryState, ShownState> = {
    PENDING: { label: m.delivery_pending(), tone: 'mute', icon: Clock },
    SENDING: { label: m.delivery_sending(), tone: 'accent' },
    SENT: { label: m.delivery_sent(), tone: 'ok', icon: Check },
    DEFERRED: { label: m.delivery_deferred(), tone: 'warn', icon: Hourglass },
    FAILED: { label: m.delivery_failed(), tone: 'bad', icon: X },
    SKIPPED: { label: m.delivery_skipped(), tone: 'mute', icon: Minus },
    UNKNOWN: { label: m.delivery_unknown(), tone: 'warn', icon: CircleHelp },
  };
  return shown[state];
}

export const attemptStatuses: readonly AttemptStatus[] = ['SUCCESS', 'FAILURE', 'UNKNOWN'];

/** A refusal that the server itself calls temporary, by a code that begins with 4, is no alarm. */
export function attemptState(status: AttemptStatus, smtpCode?: number | null): ShownState {
  if (status === 'SUCCESS') return { label: m.attempt_success(), tone: 'ok', icon: Check };
  if (status === 'FAILURE' && smtpCode && smtpCode >= 400 && smtpCode < 500)
    return { label: m.delivery_deferred(), tone: 'warn', icon: Hourglass };
  if (status === 'FAILURE') return { label: m.attempt_failure(), tone: 'bad', icon: X };
  return { label: m.attempt_unknown(), tone: 'warn', icon: CircleHelp };
}
