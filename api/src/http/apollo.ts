import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context/context.ts';
import type { Log } from '../platform/log.ts';
import type { Budget } from './budget.ts';
import { costLimit } from './cost-limit.ts';
import { formatError } from './format-error.ts';
import { introspectionGate } from './introspection-gate.ts';
import type { Metrics } from './metrics.ts';
import { readScope } from './read-scope.ts';
import { noSubscriptions } from './no-subscriptions.ts';
import { limitUnderWay } from './under-way.ts';
import { MOST_TOKENS, validationRules } from './validation-rules.ts';

export type Apollo = ApolloServer<Context>;

interface ApolloParts {
  http: Server;
  log: Log;
  /** What each actor may spend in a minute; without it only single requests are limited. */
  budget?: Budget;
  metrics?: Metrics;
}

/** Creates Apollo for a schema, with limits on single requests, and errors that reveal nothing internal. */
export function createApollo(schema: GraphQLSchema, { http, log, budget, metrics }: ApolloParts): Apollo {
  return new ApolloServer<Context>({
    schema,
    validationRules,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: 2000 }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      introspectionGate,
      readScope,
      noSubscriptions,
      costLimit(budget),
      limitUnderWay(),
      ...(metrics ? [metrics.operations] : []),
    ],
    // Clients send whole queries: anybody could fill a store of persisted ones.
    persistedQueries: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationOptions: { maxErrors: 5 },
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, thrown) => formatError(log, formatted, thrown),
  });
}
