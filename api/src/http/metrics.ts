import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import { Kind, type OperationDefinitionNode } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context/context.ts';

/** The current value of something that is counted elsewhere. */
export interface Measure {
  name: string;
  help: string;
  values: { labels?: Record<string, string>; value: number }[];
}

/** What this server counts itself, for Prometheus. */
export interface Metrics {
  requests: RequestHandler;
  operations: ApolloServerPlugin<Context>;
  /** Returns everything, together with these measures, in Prometheus' text format. */
  render(measures: Measure[]): Promise<{ contentType: string; text: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
// Of the process, however many servers run in it.
let ofProcess: Registry | undefined;

export function createMetrics(): Metrics {
  const registry = new Registry();
  return {
    requests: countRequests(registry),
    operations: countOperations(registry),
    async render(measures) {
      ofProcess ??= startCounting();
      const all = Registry.merge([ofProcess, registry, registryOf(measures)]);
      return { contentType: all.contentType, text: await all.metrics() };
    },
  };
}

function countRequests(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'postline_http_request_duration_seconds',
    help: 'Requests by what answered them; event streams last as long as they are open.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  return (req, res, next) => {
    const end = durations.startTimer();
    res.on('close', () => end({ method: methodOf(req.method), route: routeOf(req), status: res.statusCode }));
    next();
  };
}

function countOperations(registry: Registry): ApolloServerPlugin<Context> {
  const operations = new Counter({
    name: 'postline_graphql_operations_total',
    help: 'GraphQL operations by the fields they ask for and the first error.',
    labelNames: ['operation', 'result'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'postline_graphql_operation_duration_seconds',
    help: 'GraphQL operations, from reading the document to the answer.',
    labelNames: ['type'],
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    async requestDidStart() {
      const end = durations.startTimer();
      return {
        async willSendResponse({ operation, response: { body } }) {
          const error = body.kind === 'single' ? body.singleResult.errors?.[0] : undefined;
          const result = error ? String(error.extensions?.code) : 'OK';
          for (const name of operation ? fieldsOf(operation) : ['none'])
            operations.inc({ operation: name, result });
          end({ type: operation?.operation ?? 'none' });
        },
      };
    },
  };
}

function startCounting(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}

function registryOf(measures: Measure[]): Registry {
  const registry = new Registry();
  for (const { name, help, values } of measures) {
    const labelNames = [...new Set(values.flatMap(({ labels }) => Object.keys(labels ?? {})))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of values) gauge.set(labels ?? {}, value);
  }
  return registry;
}

// Labels never contain a client's words: each new one would be kept forever.
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const methodOf = (method: string) => (methods.has(method) ? method : 'other');

function routeOf({ route, originalUrl }: { route?: { path: string }; originalUrl: string }): string {
  if (route) return route.path;
  const [path = ''] = originalUrl.split('?', 1);
  if (path === '/graphql' || path === '/graphql/stream') return path;
  return path.startsWith('/_app/') ? '/_app' : 'page';
}

const named = new WeakMap<OperationDefinitionNode, string[]>();

/** The root fields without aliases, because clients choose the names of operations. */
function fieldsOf(node: OperationDefinitionNode): string[] {
  const known = named.get(node);
  if (known) return known;
  const { operation, selectionSet } = node;
  const names = selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
  const fields =
    names.length > 0 ? [...new Set(names)].map((name) => `${operation} ${name}`) : [`${operation} fragment`];
  named.set(node, fields);
  return fields;
}
