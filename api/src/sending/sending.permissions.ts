import { allow, reads, sends, superuserReads, superuserWrites } from '../access/root-permissions.ts';

export const sendingRules = {
  Query: {
    mailingRun: reads,
    mailingRuns: reads,
    attempt: reads,
    attempts: reads,
    sendingLimits: superuserReads,
    unsubscribePage: allow,
  },
  Mutation: {
    launchSend: sends,
    sendTest: sends,
    pauseRun: sends,
    resumeRun: sends,
    cancelRun: sends,
    resolveUnknown: sends,
    setSendingLimits: superuserWrites,
  },
  Subscription: { mailingRun: reads },
};
