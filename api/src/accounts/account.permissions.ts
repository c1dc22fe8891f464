import { allow } from '../rules.ts';

export const accountRules = {
  Query: { viewer: allow },
  Mutation: { login: allow, logout: allow },
};
