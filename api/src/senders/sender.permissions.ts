import { reads, writes } from '../access/root-permissions.ts';

export const senderRules = {
  Query: { senderIdentities: reads, senderDomains: reads },
  Mutation: {
    createSenderIdentity: writes,
    updateSenderIdentity: writes,
    deleteSenderIdentity: writes,
    addSenderDomain: writes,
    checkSenderDomain: writes,
    rotateDkimKey: writes,
    deleteSenderDomain: writes,
  },
};
