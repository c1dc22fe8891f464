import { reads, writes } from '../../access/root-permissions.ts';

export const changeRules = {
  Query: { recipientChange: reads, recipientChanges: reads },
  Mutation: { changeRecipients: writes, cancelRecipientChange: writes, undoRecipientChange: writes },
};
