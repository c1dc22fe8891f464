import { readsGroups, writesUsers } from '../../rules.ts';

export const groupRules = {
  Query: { groups: readsGroups, permissions: readsGroups },
  Mutation: { createGroup: writesUsers, updateGroup: writesUsers, deleteGroup: writesUsers },
};
