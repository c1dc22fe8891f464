import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { AheadTrust } from './ahead-trust.ts';
import { setupFailure } from './setup-failure.ts';
import type { SmtpOptions } from './smtp-options.ts';
import { type SmtpFailure, type SmtpOutcome, untouchedOutcome } from './smtp-outcome.ts';
import { SmtpSession } from './smtp-session.ts';

type OpenedSession = { ok: true; session: SmtpSession } | { ok: false; outcome: SmtpOutcome };

/**
 * Connects, greets, encrypts and logs in, within `setupTimeout` and until `signal` is aborted. Never rejects:
 * a server that cannot be used is an outcome.
 */
export async function openSession(
  options: SmtpOptions,
  trust: AheadTrust,
  signal: AbortSignal,
): Promise<OpenedSession> {
  const connection = new SMTPConnection(connectionOptions(options));
  const session = new SmtpSession(connection, options, trust);
  const stop = () => session.cut('The connection was closed');
  const deadline = setTimeout(() => session.cut('Connecting took too long'), options.setupTimeout);
  signal.addEventListener('abort', stop);
  try {
    const outcome = (await connect(connection, session)) ?? (await logIn(connection, session, options));
    if (outcome) {
      connection.close();
      return { ok: false, outcome };
    }
    session.start();
    return { ok: true, session };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', stop);
  }
}

function connectionOptions(options: SmtpOptions): SMTPConnection.Options {
  const { server } = options;
  return {
    host: server.host,
    port: server.port,
    secure: server.isImplicitTls,
    requireTLS: server.startTls === 'required',
    ignoreTLS: server.startTls === 'never',
    tls: { rejectUnauthorized: server.verifiesCertificate, ...options.tls },
    ...(server.name !== undefined && { name: server.name }),
    dnsTimeout: options.dnsTimeout,
    connectionTimeout: options.connectTimeout,
    greetingTimeout: options.greetingTimeout,
    socketTimeout: options.silenceTimeout,
    // Nothing more is expected from a connection that we leave.
    socketCloseTimeout: 0,
  };
}

async function connect(connection: SMTPConnection, session: SmtpSession): Promise<SmtpOutcome | null> {
  const connected = new Promise<SmtpFailure | null>((resolve) => {
    connection.connect((error) => resolve(error ?? null));
  });
  const failure = await Promise.race([connected, session.ended]);
  return failure && setupFailure(failure, connection);
}

async function logIn(
  connection: SMTPConnection,
  session: SmtpSession,
  { server }: SmtpOptions,
): Promise<SmtpOutcome | null> {
  if (!server.login) return null;
  if (!connection.allowsAuth)
    return untouchedOutcome({ message: 'The server offers no login (AUTH)' }, 'LOGIN', true);
  const { user, password } = server.login;
  const loggedIn = new Promise<SmtpFailure | null>((resolve) => {
    connection.login({ user, pass: password }, (error) => resolve(error));
  });
  // The callback is never called if the connection ends meanwhile.
  const failure = await Promise.race([loggedIn, session.ended]);
  return failure && untouchedOutcome(failure, 'LOGIN');
}
