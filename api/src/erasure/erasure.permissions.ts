import { readsRecipients, writes } from '../access/root-permissions.ts';

export const erasureRules = {
  Query: { personTraces: readsRecipients },
  Mutation: { erasePerson: writes },
};
