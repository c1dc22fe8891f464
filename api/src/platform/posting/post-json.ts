import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For the whole request, in milliseconds. */
  timeout: number;
  /** Whether the address may be on this machine or in a private network. */
  mayBePrivate: boolean;
}

interface Answer {
  status: number;
  /** The beginning of its body. */
  text: string;
}

/** The maximum number of bytes to read of a response. */
const MOST_BYTES = 4096;

/** The name has no address that may be called. */
class NotPublic extends Error {}

/**
 * Posts JSON and returns the response, without following redirects. A name is resolved once, and the
 * connection goes to an address that was checked, so that later changes in DNS do not matter. Rejects if
 * there is no response.
 */
export async function postJson(post: Post): Promise<Answer> {
  const url = new URL(post.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !post.mayBePrivate && !isPublicAddress(host)) throw new NotPublic(REFUSED);
  const signal = AbortSignal.timeout(post.timeout);
  const response = await send(url, post, signal);
  return { status: response.statusCode ?? 0, text: await beginningOf(response) };
}

const REFUSED = 'The address is not of a public network.';

function send(url: URL, post: Post, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    headers: { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
    maxHeaderSize: 16_384,
    ...(!post.mayBePrivate && { lookup: lookUpPublic as NonNullable<RequestOptions['lookup']> }),
  };
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, done);
    request.on('error', (error) => fail(signal.aborted ? timedOut(post.timeout) : error));
    request.end(post.body);
  });
}

const timedOut = (timeout: number) => new Error(`There was no answer within ${timeout / 1000} seconds.`);

type Looked = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;

/** Like `dns.lookup`, but only for public addresses. */
function lookUpPublic(name: string, options: { all?: boolean; family?: number }, done: Looked): void {
  resolve(name, { all: true, family: options.family ?? 0 }, (error, found) => {
    if (error) return done(error, []);
    const usable = found.filter(({ address }) => isPublicAddress(address));
    const [first] = usable;
    if (!first) return done(new NotPublic(REFUSED), []);
    return options.all ? done(null, usable) : done(null, first.address, first.family);
  });
}

/** Reads a body until there is enough of it or it breaks off, because the status is known by then. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_BYTES) break;
    }
  } catch {
    // The rest does not matter.
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
}
