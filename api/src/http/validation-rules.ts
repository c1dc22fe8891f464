import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import { repeatsLimit } from './repeats-limit.ts';

/** How many tokens a document may have; the longest of ours has less than half of it. */
export const MOST_TOKENS = 1000;

/** What one document may hold at most: depth, aliases, directives and repetitions. What it costs depends on variables too. */
export const validationRules: ValidationRule[] = [
  ...new ApolloArmor({
    maxDepth: { n: 10, ignoreIntrospection: true },
    maxAliases: { n: 30, allowList: [] },
    maxDirectives: { n: 5 },
    // Its cost knows neither variables nor the usual size of a page.
    costLimit: { enabled: false },
    // Its token limit answers 500; GraphQL's own answers 400.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules,
  repeatsLimit(20),
];
