import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import type { Log } from '../log.ts';

interface IncomingOptions {
  host: string;
  port: number;
  log: Log;
  /** Whether mail to an address is taken. */
  takes: (address: string) => boolean;
  receive: (mail: { to: string; raw: Buffer }) => Promise<void>;
}

// Reports bring headers or one mail back; more than this says nothing more.
const MOST_BYTES = 512 * 1024;
const MOST_CLIENTS = 20;
const SILENCE = 30_000;

/** An SMTP server for what comes back: takes mail to the bounce address alone, relays nothing, offers no log-in. */
export async function listenIncoming(
  options: IncomingOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const receiveMail = callbackify((taken: Taken) => receiveAll(options, taken));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    socketTimeout: SILENCE,
    onRcptTo({ address }, _session, done) {
      done(options.takes(address) ? null : refusal(550, '5.1.1 Nobody reads this address.'));
    },
    onData: (stream, { envelope }, done) =>
      receiveMail({ stream, to: envelope.rcptTo.map(({ address }) => address) }, done),
  });
  server.on('error', (error) => options.log.warn({ err: error }, 'A connection of incoming mail broke.'));
  server.listen(options.port, options.host);
  await once(server.server, 'listening');
  const address = server.server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Taken {
  stream: Readable;
  to: string[];
}

/** Rejects with what is answered to a mail that could not be taken. */
async function receiveAll({ log, receive }: IncomingOptions, { stream, to }: Taken): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  if (size > MOST_BYTES) throw refusal(552, '5.3.4 The mail is too large.');
  const raw = Buffer.concat(chunks);
  try {
    for (const address of to) await receive({ to: address, raw });
  } catch (error) {
    log.error({ err: error }, 'What came back could not be read; the other server sends it again.');
    throw refusal(451, '4.3.0 Try again later.');
  }
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
