import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, unavailable, type Fault } from '../errors/domain-error.ts';
import type { Locale } from '../language/locale.ts';
import { textOf } from '../language/text.ts';
import { isConnectionLost } from '../platform/connection-lost.ts';
import type { Log } from '../platform/log.ts';
import { requestScope } from '../platform/request-scope.ts';
import { shortMessage } from './short-message.ts';

// What GraphQL and Apollo refuse by themselves, before anything of ours runs.
const ownRefusals = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * What a client learns of an error: refusals in their words and the viewer's language, and of a bug nothing but an id
 * that stands beside its stack in the log.
 */
export function formatError(
  log: Log,
  formatted: GraphQLFormattedError,
  thrown: unknown,
): GraphQLFormattedError {
  const { locale, request } = requestScope.getStore() ?? { locale: 'EN', request: undefined };
  const where = {
    ...(formatted.path && { path: formatted.path }),
    ...(formatted.locations && { locations: formatted.locations }),
  };
  // An error of a subscription's source has no path, and Apollo's own unwrapping wants one.
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  if (cause instanceof DomainError) return { ...where, ...presented(cause, locale) };
  if (isConnectionLost(cause)) {
    log.error({ err: cause }, 'The database is away.');
    return { ...where, ...presented(unavailable('DATABASE_AWAY'), locale) };
  }
  if (isCancelled(cause)) return { ...where, ...presented(unavailable('TOO_SLOW'), locale) };
  const code = formatted.extensions?.code as string | undefined;
  if (code && ((!formatted.path && ownRefusals.has(code)) || code === 'FORBIDDEN')) {
    return { ...where, message: shortMessage(formatted.message), extensions: { code } };
  }
  log.error({ err: cause }, 'A request failed.');
  const message = textOf(locale, 'INTERNAL_SERVER_ERROR');
  return {
    ...where,
    message,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(request && { requestId: request }) },
  };
}

/** Whether PostgreSQL stopped a statement that took longer than it may (57014, query_canceled). */
const isCancelled = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57014';

/** A refusal in somebody's language. */
export function presented({ code, text, details }: DomainError, locale: Locale) {
  const { reason, faults, retryAt, missingScope, cost, limit } = details;
  const extensions = {
    code,
    ...(reason && { reason }),
    ...(missingScope && { missingScope }),
    ...(retryAt && { retryAt: retryAt.toISOString() }),
    ...(limit != null && { cost, limit }),
    ...(faults && { problems: faults.map((fault) => problem(fault, locale)) }),
  };
  return { message: textOf(locale, text.key, text.params), extensions };
}

const problem = ({ code, path, params, severity }: Fault, locale: Locale) => ({
  code,
  message: textOf(locale, code, params),
  path,
  severity,
});
