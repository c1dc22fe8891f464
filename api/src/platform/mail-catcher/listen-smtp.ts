import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import type { MailStore } from './mail-store.ts';

/**
 * Accepts every mail of up to 10 MB into the store, on 127.0.0.1 and `port`, or on another port if that is
 * taken.
 */
export async function listenSmtp(
  store: MailStore,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = await listen(store, port).catch((error: unknown) => {
    if (port === 0) throw error;
    return listen(store, 0);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const options: SMTPServerOptions = {
  banner: 'Postline mail catcher',
  disabledCommands: ['AUTH', 'STARTTLS'],
  authOptional: true,
  // Addresses of this machine have no name worth waiting for a DNS server.
  disableReverseLookup: true,
  maxClients: 100,
  size: 10 * 1024 * 1024,
  rejectOversized: true,
  closeTimeout: 1000,
  logger: false,
};

async function listen(store: MailStore, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    ...options,
    onData: (stream, session, done) => receive(store, { stream, session, done }),
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  // A program that failed to start must not be kept alive by it.
  server.server.unref();
  // A client that disconnects midway does not affect the others.
  server.on('error', () => {});
  return server;
}

interface Delivery {
  stream: SMTPServerDataStream;
  session: SMTPServerSession;
  done: (error?: Error | null) => void;
}

function receive(store: MailStore, { stream, session, done }: Delivery): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  });
  stream.on('end', () => {
    if (!stream.sizeExceeded) store.add(caught(session, Buffer.concat(chunks)));
    done();
  });
}

function caught({ envelope }: SMTPServerSession, raw: Buffer) {
  return {
    receivedAt: new Date(),
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
  };
}
