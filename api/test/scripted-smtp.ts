import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { certificate, privateKey } from './localhost-certificate.ts';

/** What the server does instead of the usual: a string is a reply line, the rest is trouble. */
export type Answer = string | typeof DROP | typeof FIN | typeof HANG | typeof TRICKLE | { partial: string };
/** Resets the connection. */
export const DROP = Symbol('drop');
/** Ends the connection with a TCP FIN. */
export const FIN = Symbol('fin');
/** Never sends anything again. */
export const HANG = Symbol('hang');
/** A reply that never ends: a line every few milliseconds. */
export const TRICKLE = Symbol('trickle');

interface Moment {
  /** A command as it arrived, or CONNECT, BODY (for each piece of a body) and DOT (after its end). */
  command: string;
  /** The first connection is 1. */
  connection: number;
  /** How many mails were begun on this connection. */
  mail: number;
  /** Bytes of the body so far. */
  bytes: number;
}

/**
 * Returns what to do at a moment; undefined for the usual reply, an array for several one after the other.
 */
export type Script = (moment: Moment) => Answer | Answer[] | undefined;

export interface ScriptedSmtp {
  port: number;
  /** Every command of every connection, including CONNECT and DOT. */
  commands: string[];
  /** Bodies with their dots still doubled, without the last dot. */
  bodies: Buffer[];
  /** Connections that are open. */
  open: Set<Socket>;
  close(): Promise<void>;
}

/**
 * Starts a server that speaks SMTP line by line on a port of its own and errs exactly where a test says so.
 */
export async function scriptedSmtp(
  script: Script = () => undefined,
  {
    extensions = ['PIPELINING'],
    isImplicitTls = false,
    forgetsBehindDot = false,
    shown = certificate,
  }: {
    extensions?: string[];
    isImplicitTls?: boolean;
    /** Throws away what arrives together with the last dot of a mail. */
    forgetsBehindDot?: boolean;
    /** Its certificate. */
    shown?: string;
  } = {},
): Promise<ScriptedSmtp> {
  const state = { commands: [] as string[], bodies: [] as Buffer[], open: new Set<Socket>() };
  const credentials = { cert: shown, key: privateKey };
  let connections = 0;
  const talk = (socket: Socket) => {
    socket.setNoDelay();
    state.open.add(socket);
    socket.on('close', () => state.open.delete(socket));
    socket.on('error', () => {});
    const part = { script, extensions, forgetsBehindDot, credentials, state, connection: ++connections };
    new Talk(socket, part).answer('CONNECT', '220 scripted');
  };
  // Half-open, so that a FIN from the other side does not end our side.
  const server = isImplicitTls
    ? createTlsServer(credentials, talk)
    : createServer({ allowHalfOpen: true }, talk);
  server.on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    ...state,
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of state.open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Part {
  script: Script;
  extensions: string[];
  forgetsBehindDot: boolean;
  credentials: { cert: string; key: string };
  state: { commands: string[]; bodies: Buffer[] };
  connection: number;
}

class Talk {
  readonly #part: Part;
  #socket: Socket;
  #pending = Buffer.alloc(0);
  #body: Buffer[] | null = null;
  #mail = 0;
  #isMute = false;
  #hasRecipient = false;

  constructor(socket: Socket, part: Part) {
    this.#part = part;
    this.#socket = socket;
    this.#listen();
  }

  answer(command: string, usual: string): boolean {
    const bytes = this.#body?.reduce((sum, { length }) => sum + length, 0) ?? 0;
    if (command !== 'BODY') this.#part.state.commands.push(command);
    const said = this.#part.script({ command, connection: this.#part.connection, mail: this.#mail, bytes });
    const answers: Answer[] = Array.isArray(said) ? said : [said ?? usual];
    if (/^(?:MAIL|RCPT)/.test(command))
      this.#hasRecipient = command.startsWith('RCPT') && String(answers[0]).startsWith('2');
    for (const each of answers) this.#say(each);
    return said === undefined;
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#pending = Buffer.concat([this.#pending, chunk]);
      while (!this.#isMute && this.#take());
    });
    this.#socket.on('end', () => this.#socket.end());
  }

  /** Takes a command or a piece of a body; returns false if nothing complete is left. */
  #take(): boolean {
    if (this.#body) return this.#takeBody(this.#body);
    const end = this.#pending.indexOf('\r\n');
    if (end < 0) return false;
    const command = this.#pending.toString('utf8', 0, end);
    this.#pending = this.#pending.subarray(end + 2);
    this.#obey(command);
    return true;
  }

  #takeBody(body: Buffer[]): boolean {
    if (this.#pending.length === 0) return false;
    body.push(this.#pending);
    this.#pending = Buffer.alloc(0);
    const end = endOf(body);
    if (end < 0) return this.answer('BODY', '');
    const whole = Buffer.concat(body);
    this.#pending = this.#part.forgetsBehindDot ? Buffer.alloc(0) : whole.subarray(end + 3);
    this.#part.state.bodies.push(whole.subarray(0, end));
    this.#body = null;
    this.answer('DOT', '250 2.0.0 taken');
    return true;
  }

  #obey(command: string): void {
    const verb = command.split(/[\s:]/, 1)[0]!.toUpperCase();
    if (verb === 'MAIL') this.#mail += 1;
    const [first, ...more] = ['scripted', ...this.#part.extensions].toReversed();
    const usual: Record<string, string> = {
      EHLO: [...more.toReversed().map((line) => `250-${line}`), `250 ${first}`].join('\r\n'),
      AUTH: '235 2.7.0 welcome',
      DATA: this.#hasRecipient ? '354 go on' : '554 5.5.1 no valid recipients',
      STARTTLS: '220 begin',
      QUIT: '221 bye',
    };
    const isUsual = this.answer(command, usual[verb] ?? '250 fine');
    if (verb === 'STARTTLS' && isUsual) this.#secure();
    if (verb === 'QUIT' && isUsual) this.#socket.end();
  }

  #secure(): void {
    this.#socket.removeAllListeners('data');
    const secureContext = createSecureContext(this.#part.credentials);
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext });
    this.#socket.on('error', () => {});
    this.#listen();
  }

  #say(answer: Answer): void {
    if (answer === '') return;
    if (typeof answer === 'string') {
      if (answer.startsWith('354')) this.#body = [];
      this.#socket.write(`${answer}\r\n`);
      return;
    }
    this.#isMute = true;
    if (answer === DROP) this.#socket.resetAndDestroy();
    else if (answer === FIN) this.#socket.end();
    else if (answer === TRICKLE) {
      const timer = setInterval(() => this.#socket.write('250-and\r\n'), 5);
      this.#socket.on('close', () => clearInterval(timer));
    } else if (typeof answer === 'object') this.#socket.end(answer.partial);
  }
}

/** Offset of the line with the last dot; only the newest piece and what came just before it are searched. */
function endOf(body: Buffer[]): number {
  const before = Buffer.concat(body.slice(-5, -1)).subarray(-4);
  const newest = Buffer.concat([before, body.at(-1)!]);
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  if (length === newest.length && newest.toString('latin1', 0, 3) === '.\r\n') return 0;
  const at = newest.indexOf('\r\n.\r\n');
  return at < 0 ? -1 : length - newest.length + at + 2;
}
