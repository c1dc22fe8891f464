import { inPerson, reads, writes } from '../access/root-permissions.ts';

// A webhook continues to send events after a token has expired, so tokens cannot create any.
export const webhookRules = {
  Query: { webhooks: reads, webhook: reads },
  Mutation: {
    createWebhook: inPerson,
    updateWebhook: inPerson,
    rotateWebhookSecret: inPerson,
    deleteWebhook: inPerson,
    testWebhook: writes,
    replayWebhookCall: writes,
  },
};
