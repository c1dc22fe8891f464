import { inPerson } from '../../access/root-permissions.ts';

export const tokenRules = {
  Query: { apiTokens: inPerson },
  Mutation: { createApiToken: inPerson, revokeApiToken: inPerson },
};
