import { connect } from 'node:net';
import type { SmtpServer } from './smtp-url.ts';

const PATIENCE = 3000;

/**
 * Whether an SMTP server can be reached and greets; with implicit TLS, whether it can be reached. Never
 * rejects.
 */
export function probeSmtp({ host, port, isImplicitTls }: SmtpServer): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(PATIENCE, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => resolve(false));
    socket.on('connect', () => isImplicitTls && end(true));
    socket.once('data', (greeting) => {
      socket.write('QUIT\r\n', () => end(greeting.toString('latin1').startsWith('220')));
    });
  });
}
