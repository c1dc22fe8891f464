import { untrack } from 'svelte';
import { stringifyDocument, type AnyVariables, type TypedDocumentNode } from '@urql/core';
import { eventStreams, waitAndRenew } from './event-streams.ts';

interface Subscription<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
}

/** What the server pushes, as long as the component lives and `subscription` returns something. */
export function createSubscription<Data, Variables extends AnyVariables>(
  subscription: () => Subscription<Data, Variables> | null,
) {
  let data = $state.raw<Data>();
  // A string: load's objects are new after each invalidation, and equal variables must not open the stream
  // again.
  const key = $derived(JSON.stringify(subscription()?.variables ?? null));

  $effect(() => {
    const variables = JSON.parse(key) as Variables | null;
    const current = untrack(subscription);
    data = undefined;
    if (!variables || !current) return;
    return openStream({ document: current.document, variables }, (next) => (data = next));
  });

  return {
    get data() {
      return data;
    },
  };
}

/** Listens until the returned function is called, even if the server ends the stream before. */
function openStream<Data, Variables extends AnyVariables>(
  { document, variables }: Subscription<Data, Variables>,
  ondata: (data: Data) => void,
): () => void {
  const request = { query: stringifyDocument(document), variables: variables ?? {} };
  let isOpen = true;
  let close = () => {};

  function open() {
    close = eventStreams().subscribe<Data, never>(request, {
      next: ({ data }) => data && isOpen && ondata(data),
      error: reopen,
      complete: reopen,
    });
  }

  async function reopen() {
    if (!isOpen) return;
    await waitAndRenew(0);
    if (isOpen) open();
  }

  open();
  return () => {
    isOpen = false;
    close();
  };
}
