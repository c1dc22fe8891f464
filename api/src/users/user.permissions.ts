import { blocksUsers, readsUsers, reads, writesUsers } from '../access/root-permissions.ts';

export const userRules = {
  Query: { user: reads, users: readsUsers },
  Mutation: {
    createUser: writesUsers,
    updateUser: writesUsers,
    deleteUser: writesUsers,
    blockUser: blocksUsers,
    unblockUser: blocksUsers,
    approveUser: blocksUsers,
    setUserLimited: blocksUsers,
  },
};
