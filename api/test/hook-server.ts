import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Called {
  headers: IncomingHttpHeaders;
  body: string;
}

type Respond = (response: ServerResponse, call: Called) => void;

interface HookServer {
  url: string;
  /** The received calls, in order. */
  calls: Called[];
  /** Sets how it responds from now on. */
  answer: (respond: Respond) => void;
  close: () => Promise<void>;
}

/**
 * Starts a program that webhooks call, over real HTTP; closed when the test ends. It responds with 204 until
 * it is told otherwise.
 */
export async function startHookServer(): Promise<HookServer> {
  const calls: Called[] = [];
  let respond: Respond = (response) => void response.writeHead(204).end();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const call = { headers: request.headers, body };
      calls.push(call);
      respond(response, call);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => close(server));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    answer(given) {
      respond = given;
    },
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
