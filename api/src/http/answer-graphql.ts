import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { Admit } from './admit.ts';
import type { Apollo } from './apollo.ts';
import { askingOf } from './asking.ts';
import { compressed, COMPRESSED_FROM } from './compressed.ts';
import { withHttpStatus } from './refusal.ts';

/**
 * Answers GraphQL requests whose body has been read. Apollo's integration and Express would spend a tenth of a
 * small request on reading the address and the content type again, and on preparing a compression that a short
 * response does not get.
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
    send(req, res, body.string);
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

function send(req: Request, res: Response, text: string): void {
  const length = Buffer.byteLength(text);
  if (length >= COMPRESSED_FROM && req.headers['accept-encoding']) compressed(req, res, () => {});
  else res.vary('Accept-Encoding');
  res.setHeader('content-length', length);
  res.end(text);
}
