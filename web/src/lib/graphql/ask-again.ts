import { makeOperation, type CombinedError, type Exchange, type Operation } from '@urql/core';
import { delay, filter, fromValue, makeSubject, merge, mergeMap, onPush, pipe, takeUntil } from 'wonka';
import { noteAbandoned, noteGivenUp, noteGranted, noteRefused } from '#lib/connection/patience.svelte.ts';

const mostTries = 3;
/** The budget of a minute is full again after that. */
const longestWait = 65_000;
/** So that pages that were refused together do not come back together. */
const longestSpread = 500;

/**
 * Asks a query that was refused for now, in whole or in one field, again when the server said, a few times. Whoever
 * waits for the response waits longer, and the page says so. A mutation is never sent again by itself.
 */
export const askAgainExchange: Exchange =
  ({ forward }) =>
  (operations$) => {
    const { source: refused$, next: askAgain } = makeSubject<{ operation: Operation; wait: number }>();
    const tries = new Map<number, number>();
    const again$ = pipe(
      refused$,
      mergeMap(({ operation, wait }) => {
        const replaced$ = pipe(
          operations$,
          filter(({ key }) => key === operation.key),
        );
        return pipe(fromValue(makeOperation('query', operation)), delay(wait), takeUntil(replaced$));
      }),
    );
    return pipe(
      merge([pipe(operations$, onPush(forgetEnded)), again$]),
      forward,
      filter(({ operation, error }) => {
        if (operation.kind !== 'query') return true;
        const wait = waitOf(error);
        const tried = tries.get(operation.key) ?? 0;
        tries.delete(operation.key);
        if (wait === undefined) {
          if (!error) noteGranted(operation.key);
          return true;
        }
        if (tried >= mostTries || wait > longestWait) {
          noteGivenUp(operation.key);
          return true;
        }
        tries.set(operation.key, tried + 1);
        noteRefused(operation.key);
        askAgain({ operation, wait });
        return false;
      }),
    );
  };

function forgetEnded({ kind, key }: Operation): void {
  if (kind === 'teardown') noteAbandoned(key);
}

/** How long to wait before something that was refused for now may be asked again; undefined if nothing was. */
function waitOf(error: CombinedError | undefined): number | undefined {
  const until = error?.graphQLErrors
    .filter(({ extensions }) => extensions.code === 'RATE_LIMITED')
    .map(({ extensions }) => Date.parse(String(extensions.retryAt)))
    .filter((time) => !Number.isNaN(time));
  if (!until || until.length === 0) return undefined;
  return Math.max(0, Math.max(...until) - Date.now()) + Math.random() * longestSpread;
}
