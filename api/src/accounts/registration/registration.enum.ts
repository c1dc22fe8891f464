import { apiEnum } from '../../closed-set.ts';

export const Registration = apiEnum('Registration', 'Whether visitors may register.', {
  OPEN: 'Anybody may. The account can be used once its address is confirmed.',
  CLOSED: 'Nobody may. Superusers create accounts.',
  APPROVAL: 'Anybody may. A manager or superuser must approve the account before it can be used.',
});
