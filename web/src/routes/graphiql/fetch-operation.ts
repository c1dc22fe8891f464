import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';
import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];

/** Sends queries as the viewer, or with the typed headers; a subscription's events arrive one by one. */
export const fetchOperation: Fetcher = (params, { headers, documentAST } = {}) => {
  const operation = documentAST && getOperationAST(documentAST, params.operationName);
  if (operation?.operation === 'subscription') {
    const request = { ...params, operationName: params.operationName ?? undefined };
    return createClient({ url: '/graphql', headers, retryAttempts: 0 }).iterate(request);
  }
  return fetch('/graphql', {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    },
    body: JSON.stringify(params),
  }).then((response) => response.json());
};
