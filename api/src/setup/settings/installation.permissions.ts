import { writesUsers } from '../../access/root-permissions.ts';

export const installationRules = { Query: { installation: writesUsers }, Mutation: {} };
