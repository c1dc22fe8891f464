import { watches } from '../rules.ts';

export const operationsRules = { Query: { jobs: watches, jobRuns: watches }, Mutation: {} };
