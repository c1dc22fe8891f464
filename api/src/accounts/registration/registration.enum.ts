import { apiEnum } from '../../closed-set.ts';

export const Registration = apiEnum('Registration', 'Whether visitors may register themselves.', {
  OPEN: 'Anybody may, and uses the account once the address is confirmed.',
  CLOSED: 'Nobody may; superusers create accounts.',
  APPROVAL: 'Anybody may, and a manager or superuser approves the account before it is used.',
});
