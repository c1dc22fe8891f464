import { reads, watches, writes } from '../access/root-permissions.ts';

export const senderRules = {
  Query: { senderIdentities: reads, senderDomains: reads, serverEncryption: watches },
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
