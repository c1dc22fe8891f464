import { apiEnum } from '../closed-set.ts';

export const ProblemSeverity = apiEnum('ProblemSeverity', 'How much a problem stands in the way.', {
  ERROR: 'The action would be refused.',
  WARNING: 'The action is possible, but probably not what is meant.',
});
export type ProblemSeverity = keyof typeof ProblemSeverity;
