import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler } from 'express';
import type { Admit } from './admit.ts';
import type { Apollo } from './apollo.ts';
import { askingOf } from './asking.ts';
import { withHttpStatus } from './refusal.ts';

/**
 * Answers GraphQL requests whose body has been read. Leaves out what Express adds to a response, such as a
 * hash of its content: nothing here is kept, so there is nothing to compare it with.
 */
export const answerGraphql =
  (apollo: Apollo, admit: Admit): RequestHandler =>
  async (req, res) => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: req.method,
        headers: headersOf(req),
        search: searchOf(req.url),
        body: req.body,
      },
      context: () => withHttpStatus(() => admit(askingOf(req, res))),
    });
    if (body.kind !== 'complete')
      throw new Error('The schema has no directive that sends a result in parts.');
    res.statusCode = status ?? 200;
    for (const [name, value] of headers) res.setHeader(name, value);
    res.setHeader('content-length', Buffer.byteLength(body.string));
    res.end(body.string);
  };

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
