import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import { repeatsLimit } from './repeats-limit.ts';

/** Maximum number of tokens in a document; the longest of the web client has less than half. */
export const MOST_TOKENS = 1000;

/**
 * Limits on a document: depth, aliases, directives and repetitions. Its cost also depends on variables, and
 * is limited elsewhere.
 */
export const validationRules: ValidationRule[] = [
  ...new ApolloArmor({
    maxDepth: { n: 10, ignoreIntrospection: true },
    maxAliases: { n: 30, allowList: [] },
    maxDirectives: { n: 5 },
    // Its cost knows neither variables nor the default page size.
    costLimit: { enabled: false },
    // Its token limit replies 500; GraphQL's own replies 400.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules,
  repeatsLimit(20),
];
