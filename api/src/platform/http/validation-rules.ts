import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import { repeatsLimit } from './repeats-limit.ts';

/** How many tokens a document may have; the longest of ours has less than half of it. */
export const MOST_TOKENS = 1000;

/** What one request may ask at most: depth, aliases, directives, cost and repetitions. */
export const validationRules: ValidationRule[] = [
  ...new ApolloArmor({
    maxDepth: { n: 10, ignoreIntrospection: true },
    maxAliases: { n: 30, allowList: [] },
    maxDirectives: { n: 5 },
    costLimit: { maxCost: 20_000, ignoreIntrospection: true },
    // Its token limit answers 500; GraphQL's own answers 400.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules,
  repeatsLimit(20),
];
