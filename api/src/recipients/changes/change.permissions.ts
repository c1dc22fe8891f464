import { readsRecipients, writes } from '../../access/root-permissions.ts';

export const changeRules = {
  Query: { recipientChange: readsRecipients, recipientChanges: readsRecipients },
  Mutation: { changeRecipients: writes, cancelRecipientChange: writes, undoRecipientChange: writes },
};
