import type { App } from '../context/app.ts';
import type { JobDefinition } from '../platform/jobs/job-definition.ts';
import { cleanUp } from './clean-up.ts';
import { CHECK_DOMAINS, CLEAN_UP, SUM_PERIODS, SWEEP } from './job-list.ts';
import { sweep } from './sweep.ts';
import { checkDueDomains } from '../senders/domains/check-sender-domain.ts';
import { sumPeriods } from '../statistics/sums/sum-periods.ts';

/** Each domain is checked about once an hour; a few at a time, because a check takes seconds. */
const DOMAINS_AT_ONCE = 50;

export const operationsJobs = (app: App): JobDefinition[] => [
  { ...CLEAN_UP, run: () => cleanUp(app) },
  {
    ...CHECK_DOMAINS,
    run: async () => `Domains: ${await checkDueDomains(app.asSystem(), { most: DOMAINS_AT_ONCE })}`,
  },
  {
    ...SUM_PERIODS,
    run: async () => `Days and months summed: ${await sumPeriods(app.asSystem().em)}`,
  },
  // Only runs on request: otherwise the sweep is a timer of the workers.
  { name: SWEEP.name, run: () => sweep(app) },
];
