import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpFailure } from './smtp-outcome.ts';

/** The body of a mail as `send()` takes it: it is asked to start exactly when the server has said 354. */
interface BodySource {
  pipe(stream: Writable): void;
}

/**
 * What the sender needs of nodemailer's SMTPConnection beyond its public types; nodemailer is pinned, and every member
 * is covered by the tests of this folder.
 *
 * - `send()` takes any object with `pipe()`. That call is the one sign that DATA was accepted: the errors for a
 *   connection lost at MAIL FROM and for one lost after the last byte are the same.
 * - `_socket`: writing the body to it spares nodemailer's own stream, which looks at every byte.
 * - `_onError` ends a connection and settles what waits for it; `close()` leaves a mail in flight without an answer.
 * - `_envelope` keeps refusals that were read before a connection broke.
 */
interface SmtpInternals {
  send(
    envelope: SMTPConnection.Envelope,
    body: string | Buffer | Readable | BodySource,
    done: SendCallback,
  ): void;
  _socket: Socket | false | null;
  _onError?(error: Error, code: string, response: false, command: string): void;
  _envelope?: false | { mailError?: SmtpFailure; rejectedErrors?: SmtpFailure[] };
}

type SendCallback = (error: SmtpFailure | null, info: { response: string }) => void;

/** The same connection, seen with its hidden members. */
export function internalsOf(connection: SMTPConnection): SmtpInternals {
  return connection;
}

/** Ends a connection at once; a mail in flight and every listener hear of it as a timeout. */
export function abort(connection: SMTPConnection, reason: string): void {
  internalsOf(connection)._onError?.(new Error(reason), 'ETIMEDOUT', false, 'CONN');
  connection.close();
}
