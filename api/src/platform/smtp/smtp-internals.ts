import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Extensions } from './mail-commands.ts';

/**
 * What the sender needs of nodemailer's SMTPConnection beyond its public types; nodemailer is pinned, and the
 * tests of this folder cover every member.
 *
 * - `_socket`, also after STARTTLS, and `_onSocketData`, by which nodemailer reads it.
 * - `_supportedExtensions` and `_maxAllowedSize`: the server's reply to EHLO.
 * - `_onError` ends a connection and tells its listeners why.
 */
interface SmtpInternals {
  _socket: Socket | false | null;
  _onSocketData: (piece: Buffer) => void;
  _supportedExtensions: string[];
  _maxAllowedSize: number;
  _onError(error: Error, code: string, response: false, command: string): void;
}

const internalsOf = (connection: SMTPConnection): SmtpInternals => connection as unknown as SmtpInternals;

/**
 * Takes over a connection that nodemailer has opened and logged in: what the server sends goes to `onData`
 * from now on. The connection still reports its end, its errors and its silence.
 */
export function takeOver(
  connection: SMTPConnection,
  onData: (piece: Buffer) => void,
): { socket: Socket; extensions: Extensions } {
  const { _socket: socket, _onSocketData: readBefore, ...ehlo } = internalsOf(connection);
  if (!socket) throw new Error('The connection has no socket.');
  socket.removeListener('data', readBefore);
  socket.on('data', onData);
  const names = new Set(ehlo._supportedExtensions);
  return { socket, extensions: { names, mostBytes: ehlo._maxAllowedSize } };
}

interface SeenCertificate {
  /** OpenSSL's or Node's code for why it is not trusted; null if it is. */
  distrust: string | null;
  validTo: string;
  names: string;
}

/** Returns the certificate that a server has shown; null without encryption. */
export function certificateOf(connection: SMTPConnection): SeenCertificate | null {
  const { _socket: socket } = internalsOf(connection);
  if (!(socket instanceof TLSSocket)) return null;
  const { valid_to: validTo, subjectaltname, subject } = socket.getPeerCertificate();
  const names = subjectaltname?.replace(/\b(?:DNS|IP Address):/g, '') ?? String(subject?.CN ?? '');
  return { distrust: socket.authorized ? null : String(socket.authorizationError), validTo, names };
}

/** Ends a connection at once; its listeners see a timeout. */
export function abort(connection: SMTPConnection, reason: string): void {
  internalsOf(connection)._onError(new Error(reason), 'ETIMEDOUT', false, 'CONN');
  connection.close();
}
