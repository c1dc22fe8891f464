import type { Request, RequestHandler, Response } from 'express';
import { parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createHandler, type RequestContext } from 'graphql-sse/lib/use/express';
import type { Services } from '../../context.ts';
import { formatError } from './format-error.ts';
import { subscribe } from './subscribe.ts';
import { MOST_TOKENS, validationRules } from './validation-rules.ts';
import { contextOfRequest } from './viewer.ts';

export interface EventStreams {
  handler: RequestHandler;
  /** Ends every open stream, as those would keep a server from ending. */
  close(): void;
}

/** Whether a request wants events instead of one answer. */
export const wantsEvents = (req: Request) => (req.headers.accept ?? '').startsWith('text/event-stream');

/** Subscriptions over server-sent events, each a connection of its own (graphql-sse's "distinct connections mode"). */
export function createEventStreams(schema: GraphQLSchema, services: Services): EventStreams {
  const open = new Set<Response>();
  const handle = createHandler({
    // Without a token there is no "single connection mode", which keeps a map of streams that anyone may fill.
    authenticate: () => null,
    async onSubscribe(request, { query, operationName, variables }) {
      const document = readDocument(schema, query);
      if (typeof document === 'string') return refusal(document);
      const { raw, context } = request as { raw: Request; context: RequestContext };
      const renew = () => contextOfRequest(services, raw, context.res);
      return {
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue: { ...(await renew()), renew },
      };
    },
    validate: () => [],
    subscribe: subscribe as never,
    onNext(_context, _request, result) {
      const errors = result.errors?.map((error) => formatError(services.log, error.toJSON(), error));
      return errors && ({ ...result, errors } as never);
    },
  });
  return {
    async handler(req, res) {
      if (req.method !== 'POST') {
        res.status(405).json({ errors: [{ message: 'POST only.' }] });
        return;
      }
      // graphql-sse compares the whole header; clients add more to it.
      req.headers.accept = 'text/event-stream';
      // Proxies would keep events back to send them together.
      res.setHeader('x-accel-buffering', 'no');
      open.add(res);
      res.on('close', () => open.delete(res));
      await handle(req, res);
    },
    close() {
      for (const res of open) res.end();
    },
  };
}

/** The document to execute, or why it is refused. */
function readDocument(schema: GraphQLSchema, query: string): DocumentNode | string {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const isOther = document.definitions.some(
    (definition) => definition.kind === 'OperationDefinition' && definition.operation !== 'subscription',
  );
  if (isOther) return 'Only subscriptions are served here.';
  const [error] = validate(schema, document, [...specifiedRules, ...validationRules], { maxErrors: 5 });
  return error ? error.message.replace(/ ?Did you mean [^?]*\?/g, '') : document;
}

const refusal = (
  message: string,
): [string, { status: number; statusText: string; headers: Record<string, string> }] => [
  JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }),
  { status: 400, statusText: 'Bad Request', headers: { 'content-type': 'application/json' } },
];
