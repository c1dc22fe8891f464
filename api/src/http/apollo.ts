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
  /** What each actor may ask in a minute; without one only single requests are limited. */
  budget?: Budget;
  metrics?: Metrics;
}

/** Apollo over a schema, with limits on what one request may ask and without a word about the inside. */
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
    // Whoever asks sends the whole query: the store of those that were sent before is for anybody to fill.
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
