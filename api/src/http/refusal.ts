import { HeaderMap } from '@apollo/server';
import type { ErrorRequestHandler, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { Services } from '../context/context.ts';
import { DomainError, unavailable, type ErrorCode } from '../errors/domain-error.ts';
import { textOf } from '../language/text.ts';
import { isConnectionLost } from '../platform/connection-lost.ts';
import { requestScope } from '../platform/request-scope.ts';
import { presented } from './format-error.ts';

const statuses: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 422,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  COST_EXCEEDED: 400,
  UNAVAILABLE: 503,
};

/** Returns the HTTP status and headers for a request that is refused as a whole. */
function httpOf({ code, details }: DomainError): { status: number; headers: Record<string, string> } {
  const { retryAt } = details;
  return {
    status: statuses[code],
    headers: {
      ...(code === 'UNAUTHENTICATED' && { 'www-authenticate': 'Bearer' }),
      ...(retryAt && {
        'retry-after': String(Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1000))),
      }),
    },
  };
}

/** Runs the admission of a GraphQL request, and adds HTTP status and headers to its refusals. */
export async function withHttpStatus<T>(decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { status, headers } = httpOf(error);
    const http = { status, headers: new HeaderMap(Object.entries(headers)) };
    throw new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http } });
  }
}

/** Replies with JSON, where Express would send a page with the stack. */
export const answerError = ({ log }: Services): ErrorRequestHandler => {
  const handler = (...[thrown, , res, next]: Parameters<ErrorRequestHandler>): void => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const isAway = isConnectionLost(thrown);
    if (isAway) log.error({ err: thrown }, 'The database is away.');
    const error: unknown = isAway ? unavailable('DATABASE_AWAY') : thrown;
    if (error instanceof DomainError) answerRefusal(res, error);
    else answerFailure(res, thrown as Error & { status?: number }, log);
  };
  // Express recognises an error handler by its number of parameters.
  return Object.defineProperty(handler, 'length', { value: 4 });
};

const localeHere = () => requestScope.getStore()?.locale ?? 'EN';

function answerRefusal(res: Response, error: DomainError): void {
  const { status, headers } = httpOf(error);
  res
    .status(status)
    .set(headers)
    .json({ errors: [presented(error, localeHere())] });
}

/** Errors of Express, such as a body that is too long, keep their status; everything else is a bug. */
function answerFailure(res: Response, error: Error & { status?: number }, log: Services['log']): void {
  const status = error.status && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error }, 'A request failed.');
  const code = status === 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
  res.status(status).json({ errors: [{ message: textOf(localeHere(), code), extensions: { code } }] });
}
