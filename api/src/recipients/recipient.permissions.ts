import { reads, writes } from '../access/root-permissions.ts';

export const recipientRules = {
  Query: {
    recipient: reads,
    recipients: reads,
    recipientList: reads,
    recipientLists: reads,
    recipientsByEmail: reads,
    suppressions: reads,
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
    deleteRecipientList: writes,
    addSuppressions: writes,
    liftSuppression: writes,
  },
};
