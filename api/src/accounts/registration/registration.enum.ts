import { registerEnumType } from 'type-graphql';

export const Registration = { OPEN: 'OPEN', CLOSED: 'CLOSED', APPROVAL: 'APPROVAL' } as const;
registerEnumType(Registration, {
  name: 'Registration',
  description: 'Whether visitors may register themselves.',
  valuesConfig: {
    OPEN: { description: 'Anybody may, and uses the account once the address is confirmed.' },
    CLOSED: { description: 'Nobody may; superusers create accounts.' },
    APPROVAL: {
      description: 'Anybody may, and a manager or superuser approves the account before it is used.',
    },
  },
});
