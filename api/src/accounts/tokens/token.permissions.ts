import { inPerson } from '../../rules.ts';

export const tokenRules = {
  Query: { apiTokens: inPerson },
  Mutation: { createApiToken: inPerson, revokeApiToken: inPerson },
};
