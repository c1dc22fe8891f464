import { watches } from '../access/root-permissions.ts';

export const auditRules = { Query: { auditEntries: watches }, Mutation: {} };
