import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '../language/locale.ts';

/** What belongs to the request that is being answered, wherever the code is. */
interface RequestScope {
  /** Stands on every line of the log and in the answer to a failed request. */
  request: string;
  /** The viewer's language; the browser's until the viewer is known. */
  locale: Locale;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
