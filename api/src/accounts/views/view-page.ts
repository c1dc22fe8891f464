import { apiEnum } from '../../closed-set.ts';

export const ViewPage = apiEnum('ViewPage', 'A page with a list that views can be saved of.', {
  RECIPIENTS: 'The recipients.',
  MAILINGS: 'The mailings.',
  MESSAGES: 'The messages.',
  DELIVERIES: 'The deliveries.',
  ATTEMPTS: 'The attempts.',
  SUPPRESSIONS: 'The suppressions.',
  USERS: 'The users.',
  AUDIT: 'The audit log.',
});
export type ViewPage = keyof typeof ViewPage;
