import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Pause from '@lucide/svelte/icons/pause';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Repeat from '@lucide/svelte/icons/repeat';
import type { MailingStatus, RunStatus } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

interface Mailing {
  status: MailingStatus;
  isActive: boolean;
  currentRun?: { status: RunStatus } | null;
}

/** Disabled and paused are said before the status itself: they are why nothing moves. */
export function mailingState({ status, isActive, currentRun }: Mailing): ShownState {
  if (!isActive) return { label: m.mailing_disabled(), tone: 'bad', icon: Ban };
  if (currentRun?.status === 'PAUSED') return { label: m.run_paused(), tone: 'warn', icon: Pause };
  if (status === 'RUNNING' && !currentRun) return { label: m.mailing_running(), tone: 'ok', icon: Repeat };
  if (status === 'RUNNING') return { label: m.mailing_running(), tone: 'ok' };
  if (status === 'COMPLETED') return { label: m.mailing_completed(), tone: 'mute', icon: Check };
  return { label: m.mailing_created(), tone: 'accent', icon: PencilLine };
}
