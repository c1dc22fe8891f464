import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '../language/locale.ts';

/** Values of the request that is being handled, available anywhere in its code. */
interface RequestScope {
  /** The request's id, on every line of the log and in the response to a failed request. */
  request: string;
  /** The viewer's language; the browser's until the viewer is known. */
  locale: Locale;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
