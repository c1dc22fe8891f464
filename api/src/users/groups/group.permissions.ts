import { readsGroups, writesUsers } from '../../access/root-permissions.ts';

export const groupRules = {
  Query: { groups: readsGroups, permissions: readsGroups },
  Mutation: { createGroup: writesUsers, updateGroup: writesUsers, deleteGroup: writesUsers },
};
