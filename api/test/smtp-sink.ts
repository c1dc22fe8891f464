import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail that the sink has accepted. */
export interface Caught {
  to: string;
  /** Without angle brackets. */
  messageId: string;
  bytes: string;
}

/** What a sink says to a recipient, or to the message for it. DROP ends the connection, HANG says nothing. */
type Verdict = string | 'DROP' | 'HANG';

export interface SinkOptions {
  port?: number;
  /** The answer to RCPT; 250 unless given. */
  onRecipient?: (address: string) => Verdict | undefined;
  /** The answer to the final dot; 250 unless given. The mail counts as accepted where the answer is DROP or 2xx. */
  onMessage?: (address: string) => Verdict | undefined;
  /** The answer to a connection; 220 unless given. */
  onConnection?: () => Verdict | undefined;
  /** How long it takes over each mail, in milliseconds. */
  delay?: number;
}

export interface Sink {
  url: string;
  port: number;
  caught: Caught[];
  /** How many connections are open now. */
  connections(): number;
  options: SinkOptions;
  close(): Promise<void>;
}

/** A small SMTP server that keeps a log of what it has accepted, and misbehaves as it is told. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const sockets = new Set<Socket>();
  const sink: Sink = { url: '', port: 0, caught: [], connections: () => sockets.size, options, close };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(socket, sink);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  sink.port = (server.address() as AddressInfo).port;
  sink.url = `smtp://127.0.0.1:${sink.port}?tls=never`;
  return sink;

  async function close() {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  }
}

function converse(socket: Socket, sink: Sink): void {
  let recipient = '';
  let isMessage = false;
  const say = (verdict: Verdict) => {
    if (verdict === 'DROP') socket.destroy();
    else if (verdict !== 'HANG') socket.write(`${verdict}\r\n`);
  };
  const accept = (text: string) => {
    const verdict = sink.options.onMessage?.(recipient) ?? '250 2.0.0 queued';
    if (verdict === 'DROP' || verdict === 'HANG' || verdict.startsWith('2')) {
      const messageId = /^Message-ID: <(.*)>/im.exec(text)?.[1] ?? '';
      sink.caught.push({ to: recipient, messageId, bytes: text });
    }
    if (sink.options.delay) setTimeout(() => say(verdict), sink.options.delay);
    else say(verdict);
  };
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return socket.write('250-sink\r\n250-8BITMIME\r\n250 SIZE 50000000\r\n');
    if (verb === 'RCPT') {
      recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      return say(sink.options.onRecipient?.(recipient) ?? '250 2.1.5 ok');
    }
    if (verb === 'DATA') {
      isMessage = true;
      return say('354 go on');
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n');
    return say('250 ok');
  };
  const take = (text: string) => {
    if (!isMessage) return command(text);
    isMessage = false;
    return accept(text);
  };
  splitInput(socket, () => (isMessage ? '\r\n.\r\n' : '\r\n'), take);
  say(sink.options.onConnection?.() ?? '220 sink ready');
}

/** Cuts what comes at the sign that ends it at that moment. */
function splitInput(socket: Socket, ending: () => string, take: (text: string) => void): void {
  let buffer = '';
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    for (;;) {
      const sign = ending();
      const end = buffer.indexOf(sign);
      if (end < 0) return;
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + sign.length);
      take(text);
    }
  });
}
