import { registerEnumType } from 'type-graphql';

export const ProblemSeverity = { ERROR: 'ERROR', WARNING: 'WARNING' } as const;
export type ProblemSeverity = keyof typeof ProblemSeverity;
registerEnumType(ProblemSeverity, {
  name: 'ProblemSeverity',
  description: 'How much a problem stands in the way.',
  valuesConfig: {
    ERROR: { description: 'The action would be refused.' },
    WARNING: { description: 'The action is possible, but probably not what is meant.' },
  },
});
