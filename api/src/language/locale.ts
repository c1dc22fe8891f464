import { apiEnum } from '../closed-set.ts';

export const Locale = apiEnum('Locale', 'A language that Postline speaks.', {
  EN: 'English.',
  RU: 'Russian.',
});
export type Locale = keyof typeof Locale;
