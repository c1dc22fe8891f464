import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { certificateOf } from './smtp-internals.ts';
import type { SmtpServer } from './smtp-url.ts';

/** A server's certificate. */
interface Certificate {
  validUntil: Date;
  /** The names that it was issued for, as one text. */
  names: string;
}

/** Why a certificate cannot be trusted: for another name, out of date, or issued by nobody who is known. */
type Distrust = 'NAME' | 'EXPIRED' | 'ISSUER';

/** How mails and passwords are protected on their way to a server. */
export type TlsState =
  | ({ state: 'ENCRYPTED' } & Certificate)
  /** It offers no STARTTLS. */
  | { state: 'CLEAR' }
  | ({ state: 'UNTRUSTED'; why: Distrust; detail: string } & Certificate)
  | { state: 'AWAY'; reason: string };

const PATIENCE = 5000;

/**
 * Connects to a server with TLS, whatever its URL says about certificates, and disconnects. Never rejects.
 */
export async function lookAtTls(server: SmtpServer, ca?: string): Promise<TlsState> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.isImplicitTls,
    // A certificate that is refused could not be looked at.
    tls: { rejectUnauthorized: false, ...(ca !== undefined && { ca }) },
    ...(server.name !== undefined && { name: server.name }),
    dnsTimeout: PATIENCE,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    const error = await new Promise<Error | null>((resolve) => {
      connection.on('error', resolve);
      connection.connect((failure) => resolve(failure ?? null));
    });
    return error === null ? stateOf(connection) : { state: 'AWAY', reason: error.message };
  } finally {
    connection.close();
  }
}

function stateOf(connection: SMTPConnection): TlsState {
  const seen = connection.secure ? certificateOf(connection) : null;
  if (seen === null) return { state: 'CLEAR' };
  const { distrust, validTo, names } = seen;
  const certificate = { validUntil: new Date(validTo), names };
  if (distrust === null) return { state: 'ENCRYPTED', ...certificate };
  return { state: 'UNTRUSTED', why: whyOf(distrust), detail: distrust, ...certificate };
}

function whyOf(code: string): Distrust {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'NAME';
  return code === 'CERT_HAS_EXPIRED' ? 'EXPIRED' : 'ISSUER';
}
