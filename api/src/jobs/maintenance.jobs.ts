import type { App } from '../context/app.ts';
import type { JobDefinition } from '../platform/jobs/job-definition.ts';
import { cleanUp } from './clean-up.ts';
import { CHECK_DOMAINS, CLEAN_UP, SWEEP } from './job-list.ts';
import { sweep } from './sweep.ts';
import { checkDueDomains } from '../senders/domains/check-sender-domain.ts';

/** Each is looked up about once an hour; a few at a time, as it takes seconds. */
const DOMAINS_AT_ONCE = 50;

export const operationsJobs = (app: App): JobDefinition[] => [
  { ...CLEAN_UP, run: () => cleanUp(app) },
  {
    ...CHECK_DOMAINS,
    run: async () => `Domains: ${await checkDueDomains(app.asSystem(), { most: DOMAINS_AT_ONCE })}`,
  },
  // Only when somebody asks for it: by itself it is a timer of the workers.
  { name: SWEEP.name, run: () => sweep(app) },
];
