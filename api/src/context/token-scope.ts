import { apiEnum } from '../closed-set.ts';

export const TokenScope = apiEnum(
  'TokenScope',
  'What a program with a token may do. No scope includes another: without READ, a response contains only the scalars of what was changed.',
  {
    READ: 'Read everything that the owner of the token may see.',
    WRITE: 'Create, change and delete recipients, lists, messages and mailings.',
    SEND: 'Send tests and mailings, at once or scheduled; pause, resume, cancel and resolve runs.',
  },
);
export type TokenScope = keyof typeof TokenScope;
