import { inPerson, writesUsers } from '../../access/root-permissions.ts';

export const sessionRules = {
  Query: { sessions: inPerson, userSessions: writesUsers },
  Mutation: {
    endSession: inPerson,
    endOtherSessions: inPerson,
    endUserSession: writesUsers,
    endUserSessions: writesUsers,
  },
};
