import { error, redirect } from '@sveltejs/kit';
import type { CombinedError } from '@urql/core';
import { m } from '#lib/paraglide/messages.js';

export interface Problem {
  code: string;
  message: string;
  path: readonly string[];
  severity: 'ERROR' | 'WARNING';
}

/** Returns the API's code of a failure; `NETWORK` if there was no response. */
export function codeOf(failure: CombinedError | undefined): string {
  if (failure?.networkError) return 'NETWORK';
  const code = failure?.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

/** Returns the reason of a refusal, if its code has several. */
export function reasonOf(failure: CombinedError | undefined): string | undefined {
  const reason = failure?.graphQLErrors[0]?.extensions.reason;
  return typeof reason === 'string' ? reason : undefined;
}

/** Returns the problems of an INVALID refusal; empty for any other. */
export function problemsOf(failure: CombinedError | undefined): Problem[] {
  const problems = failure?.graphQLErrors[0]?.extensions.problems;
  return Array.isArray(problems) ? problems : [];
}

/** Returns one plain sentence for a failure that has no place beside a field. */
export function sentenceOf(failure: CombinedError | undefined): string {
  if (codeOf(failure) === 'NETWORK') return m.error_network();
  if (codeOf(failure) === 'UNAUTHENTICATED') return m.error_session_over();
  const minutes = minutesUntilRetry(failure);
  if (minutes !== undefined) return m.error_too_many_tries({ count: minutes });
  const said = failure?.graphQLErrors[0]?.message;
  return codeOf(failure) === 'INTERNAL_SERVER_ERROR' || !said ? m.error_internal() : said;
}

/** Returns in how many minutes to try again, if the API gives a time: no time zone is known before log-in. */
function minutesUntilRetry(failure: CombinedError | undefined): number | undefined {
  const retryAt = retryAtOf(failure);
  if (retryAt === undefined) return undefined;
  return Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 60_000));
}

function retryAtOf(failure: CombinedError | undefined): string | undefined {
  const retryAt = failure?.graphQLErrors[0]?.extensions.retryAt;
  return typeof retryAt === 'string' ? retryAt : undefined;
}

/**
 * Ends a load: goes to the log-in page for UNAUTHENTICATED, throws 404 for NOT_FOUND, 400 for an address with
 * values that mean nothing, 429 for too many requests, 503 if the API cannot be reached.
 */
export function refuse(failure: CombinedError | undefined, url: { pathname: string; search: string }): never {
  const code = codeOf(failure);
  if (code === 'UNAUTHENTICATED') redirect(303, loginPath(url));
  if (code === 'NOT_FOUND') error(404, m.error_not_found(), { code });
  if (code === 'INVALID' || code === 'BAD_USER_INPUT') error(400, sentenceOf(failure), { code });
  if (code === 'FORBIDDEN') error(403, sentenceOf(failure), { code });
  if (code === 'RATE_LIMITED') error(429, sentenceOf(failure), { code, retryAt: retryAtOf(failure) });
  if (code === 'NETWORK' || code === 'UNAVAILABLE') error(503, m.error_network(), { code });
  error(500, sentenceOf(failure), { code });
}

/** Returns the path to log in and come back. */
export function loginPath({ pathname, search }: { pathname: string; search: string }): string {
  return `/login?next=${encodeURIComponent(pathname + search)}`;
}
