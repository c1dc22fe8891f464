import { browser } from '$app/env';
import type { AnyVariables, CombinedError, OperationContext, TypedDocumentNode } from '@urql/core';
import { askToLogIn } from '#lib/session/session.svelte.ts';
import { viewer } from '#lib/shell/viewer.ts';
import { client, createClient, forgetAnswers } from './client.ts';
import { codeOf, refuse } from './errors.ts';
import { everything, noteShown, requestPolicy } from './freshness.ts';
import { keepAnswer, lastAnswer } from './last-answers.ts';

interface LoadEvent {
  fetch: typeof globalThis.fetch;
  depends: (...names: `${string}:${string}`[]) => void;
  url: URL;
}

interface Query<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  /** Types whose creation or deletion changes this response: an empty list contains none by itself. */
  touchedBy?: string[];
}

/**
 * Returns the response to a query, for a universal load. On the server each call uses a client of its own; in
 * the browser the tab's client with load's fetch, so that hydration reads the response that came with the
 * page. If the session has ended, a dialog over the page asks to log in again; any other refusal ends the
 * load, with the log-in page, a 404, a 503 or a 500.
 */
export async function query<Data, Variables extends AnyVariables>(
  event: LoadEvent,
  { document, variables, touchedBy }: Query<Data, Variables>,
): Promise<Data> {
  // A response from the cache calls no fetch: without this Kit would not know the dependency.
  event.depends(everything);
  const context: Partial<OperationContext> = { fetch: event.fetch, requestPolicy: requestPolicy() };
  if (touchedBy) context.additionalTypenames = touchedBy;
  const result = await (browser ? client() : createClient(event.fetch)).query(document, variables, context);
  const { key } = result.operation;
  if (browser) noteShown(key);
  if (result.data && !result.error) return kept(key, result.data);
  if (!browser) return refuse(result.error, event.url);
  const known = knownWhileAway(key, result.error);
  if (known) return known as Data;
  if (await isLoggedInAgain(result.error)) return await query(event, { document, variables, touchedBy });
  return refuse(result.error, event.url);
}

function kept<Data>(key: number, data: Data): Data {
  if (browser) keepAnswer(key, data);
  return data;
}

/** An open page stays open while the server is unreachable, with its last numbers. */
const knownWhileAway = (key: number, error: CombinedError | undefined) =>
  error?.networkError ? lastAnswer(key) : undefined;

/** Asks to log in again if the session has ended. */
async function isLoggedInAgain(error: CombinedError | undefined): Promise<boolean> {
  if (codeOf(error) !== 'UNAUTHENTICATED') return false;
  if (viewer() && (await askToLogIn())) return true;
  // The log-in page must not find the viewer in the cache.
  forgetAnswers();
  return false;
}
