import { readsRecipients, writes } from '../../access/root-permissions.ts';

export const importRules = {
  Query: { upload: readsRecipients, recipientImport: readsRecipients, recipientImports: readsRecipients },
  Mutation: {
    importRecipients: writes,
    confirmRecipientImport: writes,
    cancelRecipientImport: writes,
    undoRecipientImport: writes,
  },
};
