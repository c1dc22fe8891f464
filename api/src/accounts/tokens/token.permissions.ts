import { allow, inPerson } from '../../access/root-permissions.ts';

export const tokenRules = {
  Query: { apiTokens: inPerson, viewerToken: allow },
  Mutation: { createApiToken: inPerson, revokeApiToken: inPerson },
};
