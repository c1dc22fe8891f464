import { HeaderMap } from '@apollo/server';
import type { Request as ExpressRequest } from 'express';
import type { Context } from '../context/context.ts';
import type { Apollo } from './apollo.ts';
import type { Asking } from './asking.ts';

/**
 * Executes a GraphQL request in this process, without a socket, for pages that are rendered on the server.
 */
export type ExecuteLocally = (request: Request) => Promise<Response>;

/** Executes it on behalf of a browser that requests a page: the browser's address and token count. */
export function executeLocally(
  apollo: Apollo,
  admit: (asking: Asking) => Promise<Context>,
  browser: ExpressRequest,
): ExecuteLocally {
  return async (request) => {
    const cookies: string[] = [];
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: new HeaderMap(request.headers),
        search: new URL(request.url).search,
        body: request.method === 'POST' ? await request.json() : undefined,
      },
      context: () =>
        admit({
          authorization: browser.headers.authorization,
          cookie: request.headers.get('cookie'),
          acceptLanguage: request.headers.get('accept-language'),
          ip: browser.ip,
          userAgent: browser.headers['user-agent'],
          setCookie: (cookie) => cookies.push(cookie),
        }),
    });
    const answered = new Headers([...headers]);
    for (const cookie of cookies) answered.append('set-cookie', cookie);
    return new Response(body.kind === 'complete' ? body.string : null, {
      status: status ?? 200,
      headers: answered,
    });
  };
}
