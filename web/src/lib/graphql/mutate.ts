import { goto, invalidate } from '$app/navigation';
import { CombinedError, type AnyVariables, type TypedDocumentNode } from '@urql/core';
import { askToLogIn } from '#lib/session/session.svelte.ts';
import { client } from './client.ts';
import { codeOf } from './errors.ts';
import { everything } from './freshness.ts';

export type Outcome<Data> =
  | { data: Data; failure?: undefined }
  | { data?: undefined; failure: CombinedError };

/**
 * Runs a mutation, then loads again what it affects. `touches` names the types whose lists change: required
 * if the result is a number, an id or a new thing. If the session has ended, a dialog over the page asks to
 * log in again, and the mutation is sent once more.
 */
export async function mutate<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  touches: string[] = [],
): Promise<Outcome<Data>> {
  const outcome = await send(document, variables, touches);
  if (outcome.data) await invalidate(everything);
  return outcome;
}

/**
 * The same for something that this page shows and that will be gone: goes to another page instead of loading
 * this one again.
 */
export async function mutateAndLeave<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { touches, to }: { touches: string[]; to: string },
): Promise<Outcome<Data>> {
  const outcome = await send(document, variables, touches);
  if (outcome.data) await goto(to, { invalidate: [everything] });
  return outcome;
}

/**
 * Runs a mutation for one thing after the other, then loads again what they affect. Returns the answers, and the
 * failures, each with the variables that were refused: one that is refused stops none of the others.
 */
export async function mutateEach<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  each: readonly Variables[],
  touches: string[],
): Promise<{ answers: Data[]; failures: { variables: Variables; failure: CombinedError }[] }> {
  const answers: Data[] = [];
  const failures: { variables: Variables; failure: CombinedError }[] = [];
  for (const variables of each) {
    const { data, failure } = await send(document, variables, touches);
    if (failure) failures.push({ variables, failure });
    else answers.push(data);
  }
  await invalidate(everything);
  return { answers, failures };
}

async function send<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  touches: string[],
): Promise<Outcome<Data>> {
  const { data, error } = await client().mutation(document, variables, { additionalTypenames: touches });
  if (data && !error) return { data };
  if (codeOf(error) === 'UNAUTHENTICATED' && (await askToLogIn()))
    return await send(document, variables, touches);
  return { failure: error ?? new CombinedError({ networkError: new Error('The answer was empty.') }) };
}
