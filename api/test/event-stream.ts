interface Subscribing {
  query: string;
  variables?: object;
  cookie?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

interface Event {
  data?: Record<string, never>;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Reads a subscription's events until it ends, or until the signal is aborted. */
export async function* readEvents(
  url: string,
  { query, variables, cookie, headers, signal }: Subscribing,
): AsyncGenerator<Event> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(cookie && { cookie }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield (await response.json()) as never;
    return;
  }
  let buffer = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    buffer += chunk;
    const events = buffer.split('\n\n');
    buffer = events.pop()!;
    for (const event of events) {
      if (!event.startsWith('event: next')) continue;
      yield JSON.parse(event.slice(event.indexOf('data: ') + 6)) as never;
    }
  }
}
