import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { Admit } from './admit.ts';
import type { Apollo } from './apollo.ts';
import { askingOf } from './asking.ts';
import { compressed, COMPRESSED_FROM } from './compressed.ts';
import { withHttpStatus } from './refusal.ts';

const compress = promisify(zstdCompress);

/**
 * Answers GraphQL requests whose body has been read. It calls Apollo Server itself, because Apollo's integration with
 * Express makes a small request take a tenth longer.
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
    await send(req, res, body.string);
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

/** Sends a text compressed if it is long: with zstd, which takes least time, if the client accepts it at all. */
async function send(req: Request, res: Response, text: string): Promise<void> {
  const length = Buffer.byteLength(text);
  const isLong = length >= COMPRESSED_FROM && req.headers['accept-encoding'] !== undefined;
  if (isLong && req.acceptsEncodings('zstd') === 'zstd') return sendEncoded(res, await compress(text));
  if (isLong) compressed(req, res, () => {});
  else res.vary('Accept-Encoding');
  res.setHeader('content-length', length);
  res.end(text);
}

function sendEncoded(res: Response, body: Buffer): void {
  res.vary('Accept-Encoding');
  res.setHeader('content-encoding', 'zstd');
  res.setHeader('content-length', body.length);
  res.end(body);
}
