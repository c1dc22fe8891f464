import { getOperationAST } from 'graphql';
import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];

/** Asks as the viewer, or with the headers that were typed in; a subscription's events come one by one. */
export const ask: Fetcher = (params, { headers, documentAST } = {}) => {
  const operation = documentAST && getOperationAST(documentAST, params.operationName);
  const send = (accept: string) =>
    fetch('/graphql', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept },
      body: JSON.stringify(params),
    });
  return operation?.operation === 'subscription'
    ? eventsOf(send('text/event-stream'))
    : send('application/graphql-response+json, application/json').then((response) => response.json());
};

async function* eventsOf(asked: Promise<Response>) {
  const response = await asked;
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
    yield await response.json();
    return;
  }
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n');
    text = events.pop()!;
    for (const event of events) {
      const data = /^event: next\ndata: (.*)$/m.exec(event)?.[1];
      if (data) yield JSON.parse(data);
    }
  }
}
