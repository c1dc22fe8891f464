import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { certificate, privateKey } from '../../test/localhost-certificate.ts';
import type { BenchSink } from './start-sink.ts';

interface Replies {
  /** Milliseconds before each reply, as of a server that is far away. */
  latency: number;
  isTls: boolean;
}

/**
 * Starts an SMTP server in a thread of `script` that accepts everything: each group of commands that arrives
 * together is answered together.
 */
export async function startReplySink(script: string, replies: Replies): Promise<BenchSink> {
  const thread = new Worker(script, { workerData: replies });
  const [port] = (await once(thread, 'message')) as [number];
  const url = replies.isTls ? `smtps://127.0.0.1:${port}?verify=no` : `smtp://127.0.0.1:${port}?tls=never`;
  return {
    url,
    port,
    isTls: replies.isTls,
    async stop() {
      await thread.terminate();
    },
  };
}

/** The thread that answers. */
export async function answerMails(): Promise<void> {
  const { latency, isTls } = workerData as Replies;
  const serve = (socket: Socket) => answer(socket, latency);
  const server: Server = isTls
    ? createTlsServer({ cert: certificate, key: privateKey }, serve)
    : createServer({ noDelay: true }, serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  parentPort!.postMessage((server.address() as { port: number }).port);
}

function answer(socket: Socket, latency: number): void {
  const say = (text: string) =>
    void (latency > 0 ? setTimeout(() => socket.write(text), latency) : socket.write(text));
  let [rest, isContent] = ['', false];
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    let replies = '';
    for (;;) {
      const mark = isContent ? '\r\n.\r\n' : '\r\n';
      const end = rest.indexOf(mark);
      if (end < 0) break;
      const line = isContent ? '' : rest.slice(0, end).toUpperCase();
      rest = rest.slice(end + mark.length);
      replies += isContent ? '250 2.0.0 Ok\r\n' : replyTo(line);
      isContent = line === 'DATA';
    }
    // What can no longer be a part of the mark need not be looked at again.
    if (isContent && rest.length > 4) rest = rest.slice(-4);
    if (replies !== '') say(replies);
  });
  say('220 sink ESMTP\r\n');
}

function replyTo(line: string): string {
  if (line.startsWith('EHLO')) return '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
  if (line === 'DATA') return '354 Go on\r\n';
  return line === 'QUIT' ? '221 Bye\r\n' : '250 2.1.0 Ok\r\n';
}
