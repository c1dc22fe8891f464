import { untrack } from 'svelte';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { client } from './client.ts';

interface Poll<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  /** Milliseconds from one answer to the next question. */
  every: number;
  onanswer?: (data: Data) => void;
}

/**
 * Asks again and again past the cache while `ask` answers something and the tab is seen; never two questions at
 * once. A lost connection only makes it wait.
 */
export function createPoll<Data, Variables extends AnyVariables>(ask: () => Poll<Data, Variables> | null) {
  let data = $state.raw<Data>();
  // A string: load's objects are new after each invalidation, and equal questions must not start over.
  const key = $derived.by(() => {
    const poll = ask();
    return poll ? JSON.stringify([poll.variables, poll.every]) : null;
  });

  $effect(() => {
    data = undefined;
    if (key === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(run, untrack(ask)?.every ?? 1000);
    };
    const run = async () => {
      const poll = untrack(ask);
      if (isOver || !poll) return;
      if (document.hidden) return again();
      const { document: query, variables } = poll;
      const answer = await client().query(query, variables, { requestPolicy: 'network-only' });
      if (isOver) return;
      if (answer.data) {
        data = answer.data;
        poll.onanswer?.(answer.data);
      }
      again();
    };
    again();
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
