import { superuserWrites, watches } from '../access/root-permissions.ts';

export const operationsRules = {
  Query: { jobs: watches, jobRuns: watches },
  Mutation: {
    clearCache: superuserWrites,
    pauseJob: superuserWrites,
    resumeJob: superuserWrites,
    runJob: superuserWrites,
  },
};
