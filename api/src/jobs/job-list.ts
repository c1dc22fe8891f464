import type { TextKey } from '../language/text.ts';
import { START_MAILING } from '../mailings/schedule/start-job.ts';

/** A job as it is shown: its purpose, and how often it runs by itself. */
export interface ListedJob {
  name: string;
  description: TextKey;
  /** Text such as `30 seconds`, or a cron expression in UTC; absent if each run has a time of its own. */
  every?: string;
}

export const SWEEP = { name: 'sweep', description: 'JOB_SWEEP', every: '30 seconds' } as const;
export const CLEAN_UP = { name: 'clean-up', description: 'JOB_CLEAN_UP', every: '17 3 * * *' } as const;
export const CHECK_DOMAINS = {
  name: 'check-domains',
  description: 'JOB_CHECK_DOMAINS',
  every: '10 minutes',
} as const;
export const SUM_PERIODS = {
  name: 'sum-statistics',
  description: 'JOB_SUM_STATISTICS',
  every: '10 minutes',
} as const;

/** All jobs. */
export const jobList: ListedJob[] = [
  { name: START_MAILING, description: 'JOB_START_MAILING' },
  SWEEP,
  CLEAN_UP,
  CHECK_DOMAINS,
  SUM_PERIODS,
];

/**
 * Whether a job can be paused: not the sweep, which guards the starts of mailings, nor jobs with single runs,
 * which are paused with what they belong to.
 */
export const isPausable = ({ name, every }: ListedJob): boolean => every !== undefined && name !== SWEEP.name;
