import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail that the sink has accepted. */
export interface Caught {
  to: string;
  /** Without angle brackets. */
  messageId: string;
  bytes: string;
}

/**
 * What a sink replies to a recipient, or to the message for it. DROP ends the connection, HANG sends nothing.
 */
type Verdict = string | 'DROP' | 'HANG';

export interface SinkOptions {
  port?: number;
  /** The reply to RCPT; 250 by default. */
  onRecipient?: (address: string) => Verdict | undefined;
  /** The same for the whole command. */
  onRecipientLine?: (line: string) => Verdict | undefined;
  /** The reply to the final dot; 250 by default. The mail counts as accepted if the reply is DROP or 2xx. */
  onMessage?: (address: string) => Verdict | undefined;
  /** The reply to a connection; 220 by default. */
  onConnection?: () => Verdict | undefined;
  /** Whether it offers SMTPUTF8. */
  offersUtf8?: boolean;
  /** What else it offers; 8BITMIME and a large SIZE by default. */
  extensions?: string[];
  /** The reply to MAIL; 250 by default. */
  onSender?: (line: string) => Verdict | undefined;
  /** How long it takes for each mail, in milliseconds. */
  delay?: number;
}

export interface Sink {
  url: string;
  port: number;
  caught: Caught[];
  /** Number of open connections. */
  connections(): number;
  options: SinkOptions;
  close(): Promise<void>;
}

/** Starts a small SMTP server that keeps a log of what it has accepted, and misbehaves as told. */
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

const greetingOf = ({ offersUtf8, extensions = ['8BITMIME', 'SIZE 50000000'] }: SinkOptions) =>
  ['sink', ...extensions, ...(offersUtf8 ? ['SMTPUTF8'] : [])].map((line) => `250-${line}\r\n`).join('') +
  '250 HELP\r\n';

const replyTo = (judge: ((text: string) => Verdict | undefined) | undefined, text: string): Verdict =>
  judge?.(text) ?? '250 2.1.5 ok';

function converse(socket: Socket, sink: Sink): void {
  let recipient = '';
  let isMessage = false;
  const notify = (verdict: Verdict) => {
    if (verdict === 'DROP') socket.destroy();
    else if (verdict !== 'HANG') socket.write(`${verdict}\r\n`);
  };
  const accept = (text: string) => {
    const verdict = sink.options.onMessage?.(recipient) ?? '250 2.0.0 queued';
    if (verdict === 'DROP' || verdict === 'HANG' || verdict.startsWith('2')) {
      const messageId = /^Message-ID: <(.*)>/im.exec(text)?.[1] ?? '';
      sink.caught.push({ to: recipient, messageId, bytes: text });
    }
    if (sink.options.delay) setTimeout(() => notify(verdict), sink.options.delay);
    else notify(verdict);
  };
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return socket.write(greetingOf(sink.options));
    if (verb === 'MAIL') return notify(replyTo(sink.options.onSender, line));
    if (verb === 'RCPT') {
      recipient = Buffer.from(/<(.*)>/.exec(line)?.[1] ?? '', 'latin1').toString();
      const { onRecipient, onRecipientLine } = sink.options;
      return notify(onRecipientLine?.(line) ?? replyTo(onRecipient, recipient));
    }
    if (verb === 'DATA') {
      isMessage = true;
      return notify('354 go on');
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n');
    return notify('250 ok');
  };
  const take = (text: string) => {
    if (!isMessage) return command(text);
    isMessage = false;
    return accept(text);
  };
  splitInput(socket, () => (isMessage ? '\r\n.\r\n' : '\r\n'), take);
  notify(sink.options.onConnection?.() ?? '220 sink ready');
}

/** Splits input at the terminator that applies at that moment. */
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
