import { allow } from '../rules.ts';

export const statisticsRules = { Query: { overview: allow }, Mutation: {} };
