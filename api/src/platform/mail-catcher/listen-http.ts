import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listMails } from './list-mails.ts';
import type { MailStore } from './mail-store.ts';
import { parseMail } from './parse-mail.ts';

/** Serves the store on a free port of 127.0.0.1, to requests with the token. */
export async function listenHttp(
  store: MailStore,
  token: string,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(store, token, request).then((reply) => send(response, reply));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A program that failed to start must not be kept alive by it.
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Reply {
  status: number;
  type?: string;
  body?: string | Buffer;
}

async function answer(store: MailStore, token: string, request: IncomingMessage): Promise<Reply> {
  if (!isAllowed(request, token)) return refusal(401, 'The token is missing or wrong.');
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  if (path === '/mails') return answerAll(store, request.method, new URLSearchParams(search));
  return answerOne(store, request.method, path);
}

async function answerOne(store: MailStore, method: string | undefined, path: string): Promise<Reply> {
  const [, id, raw] = /^\/mails\/(\d+)(\/raw)?$/.exec(path) ?? [];
  const mail = id && method === 'GET' ? store.find(Number(id)) : undefined;
  if (!mail) return refusal(404, 'There is no such mail, or not any more.');
  if (raw) return { status: 200, type: 'message/rfc822', body: mail.raw };
  return parseMail(mail).then(json, (error: unknown) => refusal(422, String(error)));
}

async function answerAll(
  store: MailStore,
  method: string | undefined,
  query: URLSearchParams,
): Promise<Reply> {
  if (method === 'GET') return json(await listMails(store, query));
  if (method !== 'DELETE') return refusal(405, 'Only GET and DELETE are possible here.');
  store.clear();
  return { status: 204 };
}

function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function json(value: unknown): Reply {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function refusal(status: number, error: string): Reply {
  return { ...json({ error }), status };
}

function send(response: ServerResponse, { status, type, body }: Reply): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(type && { 'content-type': type }),
  });
  response.end(body);
}
