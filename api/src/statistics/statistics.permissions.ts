import { allow, reads } from '../access/root-permissions.ts';

export const statisticsRules = { Query: { overview: allow, statistics: reads }, Mutation: {} };
