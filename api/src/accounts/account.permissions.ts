import { allow, inPerson, noToken } from '../access/root-permissions.ts';

export const accountRules = {
  Query: { viewer: allow, registration: allow, catchesMail: allow, confirmation: noToken },
  Mutation: {
    register: noToken,
    confirmEmail: noToken,
    resendConfirmation: noToken,
    login: noToken,
    logout: allow,
    requestPasswordReset: noToken,
    resetPassword: noToken,
    changePassword: inPerson,
    updateProfile: inPerson,
  },
};
