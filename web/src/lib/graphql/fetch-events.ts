/**
 * A fetch for event streams that are given up at any moment: the body then ends, where the browser's own would fail
 * and leave urql with an error that nobody catches.
 */
export const fetchEvents: typeof globalThis.fetch = async (input, init) => {
  const { signal, ...rest } = init ?? {};
  const response = await fetch(input, rest);
  return response.body ? new Response(endingWith(response.body, signal), response) : response;
};

function endingWith(body: ReadableStream<Uint8Array>, signal: AbortSignal | null | undefined) {
  const reader = body.getReader();
  let isOver = false;
  const leave = () => {
    isOver = true;
    // Ends the request itself; a stream that has failed already has nothing to end.
    void reader.cancel().catch(() => undefined);
  };
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = isOver ? undefined : await reader.read();
      if (!chunk || chunk.done || isOver) controller.close();
      else controller.enqueue(chunk.value);
    },
    cancel: leave,
  });
}
