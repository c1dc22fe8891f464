import { reads, writes } from '../../access/root-permissions.ts';

export const importRules = {
  Query: { upload: reads, recipientImport: reads, recipientImports: reads },
  Mutation: {
    importRecipients: writes,
    confirmRecipientImport: writes,
    cancelRecipientImport: writes,
    undoRecipientImport: writes,
  },
};
