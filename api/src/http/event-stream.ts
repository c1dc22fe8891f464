import type { Request, RequestHandler, Response } from 'express';
import { parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createHandler, type HandlerOptions } from 'graphql-sse/lib/use/express';
import { copyContext, type Services } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Admit } from './admit.ts';
import { payerOf, type Budget } from './budget.ts';
import { costOf } from './cost.ts';
import { assertAffordable } from './cost-limit.ts';
import { formatError } from './format-error.ts';
import { subscribe } from './subscribe.ts';
import { shortMessage } from './short-message.ts';
import { MOST_TOKENS, validationRules } from './validation-rules.ts';
import { askingOf, type ContextOf } from './asking.ts';

/** How many streams one actor may have open; a browser opens one for each page that watches something. */
const MOST_STREAMS = 50;

export interface EventStreams {
  handler: RequestHandler;
  /** Closes every open stream, because those would keep a server from ending. */
  close(): void;
}

/** Whether a request wants events instead of a single response. */
export const wantsEvents = (req: Request) => (req.headers.accept ?? '').startsWith('text/event-stream');

interface EventStreamParts {
  services: Services;
  contextOf: ContextOf;
  admit: Admit;
  budget: Budget;
}

/**
 * Serves subscriptions over server-sent events, each on a connection of its own (graphql-sse's "distinct
 * connections mode").
 */
export function createEventStreams(schema: GraphQLSchema, parts: EventStreamParts): EventStreams {
  const open = new Map<Response, string>();
  const handle = createHandler({
    // Without a token there is no "single connection mode", which keeps a map of streams that anyone may
    // fill.
    authenticate: () => null,
    onSubscribe: opener(schema, parts, open),
    validate: () => [],
    subscribe: subscribe as never,
    onNext(_context, _request, result) {
      const { log } = parts.services;
      const errors = result.errors?.map((error) => formatError(log, error.toJSON(), error));
      return errors && ({ ...result, errors } as never);
    },
  });
  return {
    async handler(req, res) {
      if (req.method !== 'POST') {
        res.status(405).set('allow', 'POST').json(errorOf('POST only.'));
        return;
      }
      // graphql-sse would read a body itself, of any size, and take text/plain with the right content for
      // JSON.
      if (!req.is('application/json') || req.body === undefined) {
        res.status(415).json(errorOf('A body of application/json is needed.'));
        return;
      }
      res.on('close', () => open.delete(res));
      // graphql-sse compares the whole header; clients send more in it.
      req.headers.accept = 'text/event-stream';
      // Proxies would buffer events and send them together.
      res.setHeader('x-accel-buffering', 'no');
      await handle(req, res);
    },
    close() {
      for (const res of open.keys()) res.end();
    },
  };
}

/**
 * Decides whether a stream is opened, with the same limits as any other request, and with which arguments.
 */
const opener =
  (
    schema: GraphQLSchema,
    { services, contextOf, admit, budget }: EventStreamParts,
    open: Map<Response, string>,
  ): NonNullable<HandlerOptions['onSubscribe']> =>
  async (request, { query, operationName, variables }) => {
    const raw = request.raw as Request;
    const { res } = request.context as { res: Response };
    const ctx = await admit(askingOf(raw, res));
    const document = readDocument(schema, query);
    if (typeof document === 'string') return refusal(document);
    const cost = costOf(schema, document, { operationName, variables });
    assertAffordable(cost);
    res.set(await budget.spend(ctx, cost));
    assertFew(open, payerOf(ctx));
    if (!res.closed) open.set(res, payerOf(ctx));
    const renew = () => contextOf(services, askingOf(raw, res));
    return {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: copyContext(ctx, { renew }) as never,
    };
  };

/** Throws RATE_LIMITED if the actor has too many streams open. */
function assertFew(open: Map<Response, string>, payer: string): void {
  const own = [...open.values()].filter((other) => other === payer);
  if (own.length >= MOST_STREAMS) throw new DomainError('RATE_LIMITED', { key: 'RATE_LIMITED' });
}

/** Returns the document to execute, or why it is refused. */
function readDocument(schema: GraphQLSchema, query: string): DocumentNode | string {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return shortMessage(error instanceof Error ? error.message : String(error));
  }
  const isOther = document.definitions.some(
    (definition) => definition.kind === 'OperationDefinition' && definition.operation !== 'subscription',
  );
  if (isOther) return 'Only subscriptions are served here.';
  const [error] = validate(schema, document, [...specifiedRules, ...validationRules], { maxErrors: 5 });
  return error ? shortMessage(error.message) : document;
}

const refusal = (
  message: string,
): [string, { status: number; statusText: string; headers: Record<string, string> }] => [
  JSON.stringify(errorOf(message)),
  { status: 400, statusText: 'Bad Request', headers: { 'content-type': 'application/json' } },
];

const errorOf = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
