import { apiEnum } from '../closed-set.ts';

export const TriggerType = apiEnum('TriggerType', 'What launched a run.', {
  MANUAL: 'A user in the web client.',
  COMMAND: 'The command send_mailing.',
  SCHEDULE: 'The schedule of the mailing.',
  API: 'A program with an API token.',
});
export type TriggerType = keyof typeof TriggerType;
