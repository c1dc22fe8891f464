import { inPerson } from '../../access/root-permissions.ts';

export const sessionRules = {
  Query: { sessions: inPerson },
  Mutation: { endSession: inPerson, endOtherSessions: inPerson },
};
