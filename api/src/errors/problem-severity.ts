import { apiEnum } from '../closed-set.ts';

export const ProblemSeverity = apiEnum('ProblemSeverity', 'How serious a problem is.', {
  ERROR: 'The action would be refused.',
  WARNING: 'The action is possible, but probably not intended.',
});
export type ProblemSeverity = keyof typeof ProblemSeverity;
