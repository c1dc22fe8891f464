import { allow } from '../access/root-permissions.ts';

export const statisticsRules = { Query: { overview: allow }, Mutation: {} };
