import { untrack } from 'svelte';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { client } from './client.ts';

interface Poll<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  /** Milliseconds from one response to the next query. */
  every: number;
  onanswer?: (data: Data) => void;
  /** Whether to query at once, because nothing was loaded with the page. */
  startsNow?: boolean;
}

/**
 * Repeats a query past the cache while `poll` returns something and the tab is visible; never two queries at
 * once. A lost connection only makes it wait.
 */
export function createPoll<Data, Variables extends AnyVariables>(poll: () => Poll<Data, Variables> | null) {
  let data = $state.raw<Data>();
  // A string: load's objects are new after each invalidation, and equal queries must not start over.
  const key = $derived.by(() => {
    const current = poll();
    return current ? JSON.stringify([current.variables, current.every]) : null;
  });

  $effect(() => {
    data = undefined;
    if (key === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(run, untrack(poll)?.every ?? 1000);
    };
    const run = async () => {
      const current = untrack(poll);
      if (isOver || !current) return;
      if (document.hidden) return again();
      const { document: query, variables } = current;
      const answer = await client().query(query, variables, { requestPolicy: 'network-only' });
      if (isOver) return;
      if (answer.data) {
        data = answer.data;
        current.onanswer?.(answer.data);
      }
      again();
    };
    if (untrack(poll)?.startsNow) void run();
    else again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });

  return {
    get data() {
      return data;
    },
  };
}
