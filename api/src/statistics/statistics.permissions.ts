import { allow, readsMailings } from '../access/root-permissions.ts';

export const statisticsRules = { Query: { overview: allow, statistics: readsMailings }, Mutation: {} };
