import type { App } from '../context/app.ts';
import type { JobDefinition } from '../platform/jobs/run-jobs.ts';
import { cleanUp } from './clean-up.ts';
import { CLEAN_UP, SWEEP } from './job-list.ts';
import { sweep } from './sweep.ts';

export const operationsJobs = (app: App): JobDefinition[] => [
  { ...SWEEP, run: () => sweep(app) },
  { ...CLEAN_UP, run: () => cleanUp(app) },
];
