import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ImapMailbox } from '../src/platform/incoming/imap-url.ts';

interface Hoodiecrow {
  server: Server;
  listen(port: number, host: string): void;
}

const LOGIN = { user: 'testuser', password: 'testpass' };

/** An IMAP server with mails in its inbox; closed when the test ends. */
export async function imapServer(mails: string[]) {
  const { default: hoodiecrow } = (await import('hoodiecrow-imap' as string)) as {
    default: (options: object) => Hoodiecrow;
  };
  const messages = mails.map((raw) => ({ raw: raw.replace(/\r?\n/g, '\r\n'), flags: [] as string[] }));
  const imap = hoodiecrow({
    plugins: ['LITERALPLUS'],
    storage: { INBOX: { messages }, '': { separator: '/', folders: { Back: {} } } },
  });
  const sockets = new Set<Socket>();
  imap.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  const breakAll = () => sockets.forEach((socket) => socket.destroy());
  onTestFinished(() => {
    breakAll();
    imap.server.close();
  });
  const { port } = imap.server.address() as AddressInfo;
  const mailbox: ImapMailbox = {
    host: '127.0.0.1',
    port,
    isImplicitTls: false,
    needsTls: false,
    verifiesCertificate: true,
    login: LOGIN,
    folder: 'INBOX',
  };
  const flags = () => messages.map((mail) => mail.flags.toSorted().join(' '));
  return { mailbox, flags, breakAll };
}
