import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Pause from '@lucide/svelte/icons/pause';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { PauseReason, RunStatus, SendScope, SkipReason, TriggerType } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

interface Run {
  status: RunStatus;
  counts: { failed: number };
}

export function runState({ status, counts }: Run): ShownState {
  if (status === 'RUNNING') return { label: m.run_running(), tone: 'ok' };
  if (status === 'PAUSED') return { label: m.run_paused(), tone: 'warn', icon: Pause };
  if (status === 'CANCELLED') return { label: m.run_cancelled(), tone: 'mute', icon: Ban };
  return counts.failed > 0
    ? { label: m.run_completed_failed(), tone: 'warn', icon: TriangleAlert }
    : { label: m.run_completed(), tone: 'mute', icon: Check };
}

/** Why a run is paused, in plain words. */
export function pauseReason(reason: PauseReason): string {
  const words: Record<PauseReason, () => string> = {
    USER: m.pause_user,
    DISABLED: m.pause_disabled,
    OWNER_BLOCKED: m.pause_owner_blocked,
    SMTP_REFUSED: m.pause_smtp_refused,
    UNPREPARABLE: m.pause_unpreparable,
  };
  return words[reason]();
}

/** How a run was launched. */
export function triggerName(trigger: TriggerType): string {
  const words: Record<TriggerType, () => string> = {
    MANUAL: m.trigger_manual,
    API: m.trigger_api,
    COMMAND: m.trigger_command,
    SCHEDULE: m.trigger_schedule,
  };
  return words[trigger]();
}

/** Which recipients a run is for. */
export function scopeName(scope: SendScope): string {
  const words: Record<SendScope, () => string> = {
    ALL: m.scope_all,
    FAILED_ONLY: m.scope_failed_only,
    NOT_YET_SENT: m.scope_not_yet_sent,
  };
  return words[scope]();
}

/** Why somebody was left out. */
export function skipReason(reason: SkipReason): string {
  const words: Record<SkipReason, () => string> = {
    UNSUBSCRIBED: m.skip_unsubscribed,
    BOUNCED: m.skip_bounced,
    COMPLAINED: m.skip_complained,
    DELETED: m.skip_deleted,
    CANCELLED: m.skip_cancelled,
    ENDED: m.skip_ended,
  };
  return words[reason]();
}
