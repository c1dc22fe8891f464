import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';

export interface IncomingMail {
  /** The recipients in the envelope. */
  to: string[];
  raw: Uint8Array;
}

interface ServeOptions {
  host: string;
  port: number;
  /** Mail to it is accepted, also with `+…` in its local part. */
  address: string;
  /** Resolves when the mail was taken; if it rejects, the other server sends it again. */
  receive: (mail: IncomingMail) => Promise<void>;
  onBroken: (error: Error) => void;
}

// Reports contain the headers or all of one mail; more adds nothing.
const MOST_BYTES = 512 * 1024;
/** No mail server accepts more, so whoever sends more is none: the connection is ended. */
const MOST_READ = 64 * 1024 * 1024;
const MOST_CLIENTS = 20;
/** So that one machine that keeps its connections open leaves some to others. */
const MOST_OF_ONE = 5;
// A report concerns one mail, and goes to one address.
const MOST_RECIPIENTS = 10;
const SILENCE = 30_000;

/**
 * An SMTP server for bounces and complaints: accepts mail to the bounce address alone, relays nothing, offers
 * no log-in. Returns its port.
 */
export async function serveIncoming(options: ServeOptions): Promise<number> {
  const takes = takesMailTo(options.address);
  const receiveMail = callbackify((taken: Taken) => receiveAll(options, taken));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    socketTimeout: SILENCE,
    onConnect({ remoteAddress }, done) {
      const alike = [...server.connections].filter((other) => other.remoteAddress === remoteAddress);
      done(alike.length > MOST_OF_ONE ? refusal(421, '4.7.0 Too many connections from your address.') : null);
    },
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) done(refusal(452, '4.5.3 Too many recipients.'));
      else done(takes(address) ? null : refusal(550, '5.1.1 Nobody reads this address.'));
    },
    onData: (stream, { envelope }, done) =>
      receiveMail({ stream, to: envelope.rcptTo.map(({ address }) => address) }, done),
  });
  server.on('error', options.onBroken);
  server.listen(options.port, options.host);
  await once(server.server, 'listening');
  const address = server.server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function takesMailTo(bounceAddress: string): (address: string) => boolean {
  const [local = '', domain = ''] = bounceAddress.toLowerCase().split('@');
  return (address) => {
    const [to = '', at = ''] = address.toLowerCase().split('@');
    return at === domain && (to === local || to.startsWith(`${local}+`));
  };
}

interface Taken {
  stream: Readable;
  to: string[];
}

/** Rejects with the reply to a mail that could not be accepted. */
async function receiveAll({ receive }: ServeOptions, { stream, to }: Taken): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
    // 421 ends the connection.
    if (size > MOST_READ) throw refusal(421, '4.3.4 The mail is too large.');
  }
  if (size > MOST_BYTES) throw refusal(552, '5.3.4 The mail is too large.');
  try {
    await receive({ to, raw: Buffer.concat(chunks) });
  } catch {
    throw refusal(451, '4.3.0 Try again later.');
  }
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
