import { browser } from '$app/env';
import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { getLocale } from '#lib/paraglide/runtime.js';
import { noteContact, noteSilence } from '#lib/connection/connection.svelte.ts';
import { askAgainExchange } from './ask-again.ts';
import { noteAnswer } from './freshness.ts';
import { dropAnswers } from './last-answers.ts';

let tab: Client | undefined;

/**
 * The tab's client, for event handlers and effects; loads use `load`. On the server every call creates a
 * client of its own, so that no visitor ever reads another's cache.
 */
export function client(): Client {
  return browser ? (tab ??= createClient()) : createClient();
}

/** Creates a client that uses `fetch`: on the server, pass the one from the load or action. */
export function createClient(fetch?: typeof globalThis.fetch): Client {
  // Below the cache: it only sees what came over the network.
  const contact = mapExchange({
    onResult: ({ operation, error }) => {
      if (error?.networkError) return noteSilence();
      noteAnswer(operation.key);
      noteContact();
    },
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { 'accept-language': getLocale() } }),
    exchanges: [cacheExchange, ...(browser ? [contact, askAgainExchange] : []), fetchExchange],
    ...(fetch ? { fetch } : {}),
  });
}

/**
 * Drops the tab's cache. Call it after log-in and log-out, because another viewer must not see this viewer's
 * data.
 */
export function forgetAnswers(): void {
  tab = undefined;
  dropAnswers();
}
