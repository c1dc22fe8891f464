import Check from '@lucide/svelte/icons/check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import Minus from '@lucide/svelte/icons/minus';
import X from '@lucide/svelte/icons/x';
import type { JobRowFragment, JobRunStatus } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from '#lib/states/state.ts';

export const jobRunStatuses: readonly JobRunStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED'];

const states: Record<JobRunStatus, () => ShownState> = {
  RUNNING: () => ({ label: m.job_running(), tone: 'accent' }),
  SUCCEEDED: () => ({ label: m.job_succeeded(), tone: 'ok', icon: Check }),
  FAILED: () => ({ label: m.job_failed(), tone: 'bad', icon: X }),
};

/** The state of a job's run. */
export const jobRunState = (status: JobRunStatus): ShownState => states[status]();

type Job = Pick<JobRowFragment, 'isPaused' | 'lastRunAt' | 'lastFinishedAt' | 'lastError'>;

/** The state of a job: that it is paused takes precedence over the result of its last run. */
export function jobState({ isPaused, lastRunAt, lastFinishedAt, lastError }: Job): ShownState {
  if (isPaused) return { label: m.job_paused(), tone: 'warn', icon: CirclePause };
  if (!lastRunAt) return { label: m.job_never_ran(), tone: 'mute', icon: Minus };
  if (!lastFinishedAt) return jobRunState('RUNNING');
  return jobRunState(lastError == null ? 'SUCCEEDED' : 'FAILED');
}
