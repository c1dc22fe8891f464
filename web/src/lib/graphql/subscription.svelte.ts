import { untrack } from 'svelte';
import type { AnyVariables, OperationResult, TypedDocumentNode } from '@urql/core';
import { onEnd, pipe, subscribe } from 'wonka';
import { client } from './client.ts';
import { fetchEvents } from './fetch-events.ts';
import { renew } from './freshness.ts';

interface Ask<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Variables;
}

const shortestWait = 500;
const longestWait = 30_000;

/**
 * What the server pushes, for as long as the component lives and `ask` answers something. When the stream ends or
 * is lost the page is read again, as events may have been missed, and where `ask` still answers the stream is opened
 * anew, after longer and longer waits.
 */
export function createSubscription<Data, Variables extends AnyVariables>(
  ask: () => Ask<Data, Variables> | null,
) {
  let data = $state.raw<Data>();
  // A string: load's objects are new after each invalidation, and equal variables must not open the stream again.
  const key = $derived(JSON.stringify(ask()?.variables ?? null));

  $effect(() => {
    const variables = JSON.parse(key) as Variables | null;
    const asked = untrack(ask);
    data = undefined;
    if (!variables || !asked) return;
    const stream = new Stream(asked.document, variables, (next) => (data = next));
    return () => stream.close();
  });

  return {
    get data() {
      return data;
    },
  };
}

class Stream<Data, Variables extends AnyVariables> {
  #isOpen = true;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe = () => {};
  readonly #document: TypedDocumentNode<Data, Variables>;
  readonly #variables: Variables;
  readonly #ondata: (data: Data) => void;

  constructor(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    ondata: (data: Data) => void,
  ) {
    this.#document = document;
    this.#variables = variables;
    this.#ondata = ondata;
    this.#connect();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#unsubscribe();
  }

  #connect(): void {
    const source = client().subscription(this.#document, this.#variables, { fetch: fetchEvents });
    this.#unsubscribe = pipe(
      source,
      onEnd(() => this.#wait()),
      subscribe((result) => this.#take(result)),
    ).unsubscribe;
  }

  #take({ data }: OperationResult<Data, Variables>): void {
    if (!data || !this.#isOpen) return;
    this.#attempt = 0;
    this.#ondata(data);
  }

  #wait(): void {
    if (!this.#isOpen) return;
    const wait = Math.min(longestWait, shortestWait * 2 ** this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => void this.#reconnect(), wait);
  }

  /** What is read again may say that there is nothing more to wait for: then this stream is closed by now. */
  async #reconnect(): Promise<void> {
    await renew();
    if (this.#isOpen) this.#connect();
  }
}
