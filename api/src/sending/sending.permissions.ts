import {
  allow,
  readsMailings,
  sends,
  superuserReads,
  superuserWrites,
  watches,
} from '../access/root-permissions.ts';

export const sendingRules = {
  Query: {
    mailingRun: readsMailings,
    mailingRuns: readsMailings,
    preflight: readsMailings,
    mailingStarts: readsMailings,
    armedMailings: readsMailings,
    deliveries: readsMailings,
    attempt: readsMailings,
    attempts: readsMailings,
    mailEvents: readsMailings,
    sendingLimits: superuserReads,
    mailServers: watches,
    unsubscribePage: allow,
  },
  Mutation: {
    launchSend: sends,
    disarmMailing: sends,
    sendTest: sends,
    pauseRun: sends,
    resumeRun: sends,
    cancelRun: sends,
    resolveUnknown: sends,
    setSendingLimits: superuserWrites,
  },
  Subscription: { mailingRun: readsMailings },
};
