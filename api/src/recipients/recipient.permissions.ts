import { readsRecipients, writes } from '../access/root-permissions.ts';

export const recipientRules = {
  Query: {
    attributeNames: readsRecipients,
    recipient: readsRecipients,
    recipients: readsRecipients,
    recipientList: readsRecipients,
    recipientLists: readsRecipients,
    recipientsByEmail: readsRecipients,
    suppressions: readsRecipients,
  },
  Mutation: {
    createRecipient: writes,
    upsertRecipients: writes,
    updateRecipient: writes,
    deleteRecipient: writes,
    deleteRecipients: writes,
    addRecipientsToList: writes,
    removeRecipientsFromList: writes,
    createRecipientList: writes,
    updateRecipientList: writes,
    duplicateRecipientList: writes,
    deleteRecipientList: writes,
    restoreRecipientList: writes,
    addSuppressions: writes,
    liftSuppression: writes,
  },
};
