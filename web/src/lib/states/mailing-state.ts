import Ban from '@lucide/svelte/icons/ban';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import Pause from '@lucide/svelte/icons/pause';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Repeat from '@lucide/svelte/icons/repeat';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { MailingAttention, MailingStatus, RunStatus } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

interface Mailing {
  status: MailingStatus;
  isActive: boolean;
  nextRunAt?: string | null;
  attention?: MailingAttention | null;
  interval?: object | null;
  currentRun?: { status: RunStatus } | null;
  /** Newest first. */
  runs: { nodes: readonly { counts: { failed: number } }[] };
}

/**
 * Returns the most important state: what stops a mailing, what it is doing, what it has done, what it will
 * do.
 */
export function mailingState(mailing: Mailing): ShownState {
  const { status, isActive, attention, currentRun } = mailing;
  if (!isActive) return { label: m.mailing_disabled(), tone: 'bad', icon: Ban };
  if (currentRun?.status === 'PAUSED') return { label: m.run_paused(), tone: 'warn', icon: Pause };
  const hindrance = hindranceOf(attention);
  if (hindrance) return { ...hindrance, icon: TriangleAlert };
  if (status === 'RUNNING') return runningState(mailing);
  if (status === 'COMPLETED') return completedState(mailing.runs.nodes[0]?.counts.failed ?? 0);
  return mailing.nextRunAt
    ? { label: m.mailing_scheduled(), tone: 'accent', icon: CalendarClock }
    : { label: m.mailing_created(), tone: 'accent', icon: PencilLine };
}

/** Why its schedule comes to nothing. */
function hindranceOf(attention: Mailing['attention']): Omit<ShownState, 'icon'> | null {
  if (attention === 'START_REFUSED') return { label: m.attention_start_refused(), tone: 'bad' };
  return attention === 'NO_AUDIENCE' ? { label: m.attention_nobody(), tone: 'warn' } : null;
}

/** Between two runs it repeats. */
function runningState({ currentRun, interval }: Mailing): ShownState {
  if (currentRun) return { label: m.mailing_running(), tone: 'ok' };
  return { label: interval ? m.mailing_repeats() : m.mailing_running(), tone: 'ok', icon: Repeat };
}

function completedState(failed: number): ShownState {
  return failed > 0
    ? { label: m.mailing_completed_failed({ count: failed }), tone: 'warn', icon: TriangleAlert }
    : { label: m.mailing_completed(), tone: 'mute', icon: Check };
}
