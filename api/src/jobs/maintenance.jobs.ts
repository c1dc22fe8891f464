import type { App } from '../context/app.ts';
import type { JobDefinition } from '../platform/jobs/job-definition.ts';
import { cleanUp } from './clean-up.ts';
import { CLEAN_UP, SWEEP } from './job-list.ts';
import { sweep } from './sweep.ts';

export const operationsJobs = (app: App): JobDefinition[] => [
  { ...CLEAN_UP, run: () => cleanUp(app) },
  // Only when somebody asks for it: by itself it is a timer of the workers.
  { name: SWEEP.name, run: () => sweep(app) },
];
