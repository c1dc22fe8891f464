import { apiEnum } from '../closed-set.ts';

export const TokenScope = apiEnum(
  'TokenScope',
  'What a program with a token may do. None contains another: without READ an answer holds only the scalars of what was changed.',
  {
    READ: 'Read everything that the owner of the token may see.',
    WRITE: 'Make, change and delete recipients, lists, messages and mailings.',
    SEND: 'Send tests and mailings, at once or by a start; pause, resume, cancel and resolve runs.',
  },
);
export type TokenScope = keyof typeof TokenScope;
