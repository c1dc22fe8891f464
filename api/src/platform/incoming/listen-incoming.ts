import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import type { Log } from '../log.ts';

interface IncomingOptions {
  host: string;
  port: number;
  log: Log;
  /** Whether mail to an address is accepted. */
  takes: (address: string) => boolean;
  receive: (mail: { to: string[]; raw: Buffer }) => Promise<void>;
}

// Reports contain the headers or all of one mail; more adds nothing.
const MOST_BYTES = 512 * 1024;
const MOST_CLIENTS = 20;
// A report concerns one mail, and goes to one address.
const MOST_RECIPIENTS = 10;
const SILENCE = 30_000;

/**
 * An SMTP server for bounces and complaints: accepts mail to the bounce address alone, relays nothing, offers
 * no log-in.
 */
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
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) done(refusal(452, '4.5.3 Too many recipients.'));
      else done(options.takes(address) ? null : refusal(550, '5.1.1 Nobody reads this address.'));
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

/** Rejects with the reply to a mail that could not be accepted. */
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
    await receive({ to, raw });
  } catch (error) {
    log.error({ err: error }, 'What came back could not be read; the other server sends it again.');
    throw refusal(451, '4.3.0 Try again later.');
  }
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
