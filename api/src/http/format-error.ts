import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, unavailable, type Fault } from '../errors/domain-error.ts';
import type { Locale } from '../language/locale.ts';
import { textOf } from '../language/text.ts';
import { isConnectionLost } from '../platform/connection-lost.ts';
import type { Log } from '../platform/log.ts';
import { requestScope } from '../platform/request-scope.ts';
import { shortMessage } from './short-message.ts';

// What GraphQL and Apollo refuse by themselves, before our code runs.
const ownRefusals = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * Returns what a client sees of an error: refusals with their text in the viewer's language, and of a bug
 * nothing but an id that is logged beside its stack.
 */
export function formatError(
  log: Log,
  formatted: GraphQLFormattedError,
  thrown: unknown,
): GraphQLFormattedError {
  const { path, locations } = formatted;
  const where = { ...(path && { path }), ...(locations && { locations }) };
  // An error from a subscription's source has no path, and Apollo's own unwrapping requires one.
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  const locale = requestScope.getStore()?.locale ?? 'EN';
  const refusal = refusalOf(log, cause);
  if (refusal) return { ...where, ...presented(refusal, locale) };
  const code = refusedBefore(formatted);
  if (code) return { ...where, message: shortMessage(formatted.message), extensions: { code } };
  log.error({ err: cause }, 'A request failed.');
  return { ...where, ...internal(locale) };
}

/**
 * Returns what was refused on purpose, or because the database is unreachable or too slow; null for a bug.
 */
function refusalOf(log: Log, cause: unknown): DomainError | null {
  if (cause instanceof DomainError) return cause;
  if (isCancelled(cause)) return unavailable('TOO_SLOW');
  if (!isConnectionLost(cause)) return null;
  log.error({ err: cause }, 'The database is away.');
  return unavailable('DATABASE_AWAY');
}

/**
 * Returns the code of a refusal before our code ran, or by the guard of a field; null for everything else.
 */
function refusedBefore({ path, extensions }: GraphQLFormattedError): string | null {
  const code = extensions?.code as string | undefined;
  if (code === undefined) return null;
  return code === 'FORBIDDEN' || (!path && ownRefusals.has(code)) ? code : null;
}

function internal(locale: Locale) {
  const requestId = requestScope.getStore()?.request;
  return {
    message: textOf(locale, 'INTERNAL_SERVER_ERROR'),
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId && { requestId }) },
  };
}

/** Whether PostgreSQL stopped a statement that took too long (57014, query_canceled). */
const isCancelled = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57014';

/** Presents a refusal in a language. */
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
