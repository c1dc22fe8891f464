import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { RecipientStatus } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

export const recipientStatuses: readonly RecipientStatus[] = [
  'ACTIVE',
  'UNSUBSCRIBED',
  'BOUNCED',
  'COMPLAINED',
];

export function recipientState(status: RecipientStatus): ShownState {
  const shown: Record<RecipientStatus, ShownState> = {
    ACTIVE: { label: m.recipient_active(), tone: 'ok', icon: Check },
    UNSUBSCRIBED: { label: m.recipient_unsubscribed(), tone: 'mute', icon: Minus },
    BOUNCED: { label: m.recipient_bounced(), tone: 'warn', icon: TriangleAlert },
    COMPLAINED: { label: m.recipient_complained(), tone: 'bad', icon: Ban },
  };
  return shown[status];
}
