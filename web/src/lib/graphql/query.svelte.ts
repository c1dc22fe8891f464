import { untrack } from 'svelte';
import type { AnyVariables, CombinedError, OperationContext, TypedDocumentNode } from '@urql/core';
import { client } from './client.ts';

interface Query<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  touchedBy?: string[];
}

/**
 * A query that lives as long as the component and follows its variables, for what a page adds after it is
 * shown (counts, suggestions, previews). Nothing is fetched while `query` returns null. The last response
 * stays until the next one arrives, and a mutation that affects it fetches it again. What failed is fetched again when
 * `tryAgain` is called, and only then.
 */
export function createQuery<Data, Variables extends AnyVariables>(
  query: () => Query<Data, Variables> | null,
) {
  let data = $state.raw<Data>();
  let failure = $state.raw<CombinedError>();
  let isFetching = $state(false);
  let tries = $state(1);
  // A string, because load's objects are new after each invalidation: equal variables must not fetch again.
  const key = $derived(JSON.stringify(query()?.variables ?? null));

  $effect(() => {
    const variables = JSON.parse(key) as Variables | null;
    const current = untrack(query);
    if (!variables || !current) return;
    isFetching = true;
    const context = contextOf(current.touchedBy, tries > 1);
    return inTurn(() => {
      const answers = client().query(current.document, variables, context);
      const { unsubscribe } = answers.subscribe((result) => {
        isFetching = result.stale;
        failure = result.error;
        if (result.data) data = result.data;
      });
      return unsubscribe;
    });
  });

  return {
    get data() {
      return data;
    },
    get failure() {
      return failure;
    },
    get isFetching() {
      return isFetching;
    },
    tryAgain() {
      if (failure && !isFetching) tries += 1;
    },
  };
}

const contextOf = (touchedBy: string[] | undefined, isAgain: boolean): Partial<OperationContext> => ({
  ...(touchedBy ? { additionalTypenames: touchedBy } : {}),
  ...(isAgain ? { requestPolicy: 'network-only' } : {}),
});

/**
 * Calls it now, or in a turn of its own while the page comes to life: what several queries cost at once would keep it
 * from responding. Returns what ends it.
 */
function inTurn(begin: () => () => void): () => void {
  if (document.documentElement.dataset.ready !== undefined) return begin();
  let end: (() => void) | undefined;
  const turn = setTimeout(() => (end = begin()));
  return () => {
    clearTimeout(turn);
    end?.();
  };
}
