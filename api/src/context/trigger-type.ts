import { registerEnumType } from 'type-graphql';

export const TriggerType = {
  MANUAL: 'MANUAL',
  COMMAND: 'COMMAND',
  SCHEDULE: 'SCHEDULE',
  API: 'API',
} as const;
export type TriggerType = keyof typeof TriggerType;
registerEnumType(TriggerType, {
  name: 'TriggerType',
  description: 'What launched a run.',
  valuesConfig: {
    MANUAL: { description: 'A user in the web client.' },
    COMMAND: { description: 'The command send_mailing.' },
    SCHEDULE: { description: "The mailing's start or interval." },
    API: { description: 'A program with an API token.' },
  },
});
