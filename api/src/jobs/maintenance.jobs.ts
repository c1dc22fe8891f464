import type { App } from '../context/app.ts';
import type { JobDefinition } from '../platform/jobs/job-definition.ts';
import { cleanUp } from './clean-up.ts';
import { CLEAN_UP } from './job-list.ts';

export const operationsJobs = (app: App): JobDefinition[] => [{ ...CLEAN_UP, run: () => cleanUp(app) }];
