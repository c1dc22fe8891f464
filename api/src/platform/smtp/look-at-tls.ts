import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from './smtp-url.ts';

/** How mails and passwords are protected on their way to a server. */
type TlsState =
  | { state: 'ENCRYPTED' }
  /** It offers no STARTTLS. */
  | { state: 'CLEAR' }
  /** Its certificate is not valid for its name. */
  | { state: 'UNTRUSTED'; reason: string }
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
    tls: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
    ...(server.name !== undefined && { name: server.name }),
    dnsTimeout: PATIENCE,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    const error = await new Promise<(Error & { originalCode?: string }) | null>((resolve) => {
      connection.on('error', resolve);
      connection.connect((failure) => resolve(failure ?? null));
    });
    if (error === null) return { state: connection.secure ? 'ENCRYPTED' : 'CLEAR' };
    const isUntrusted = /CERT|^UNABLE_TO_/.test(error.originalCode ?? '');
    return { state: isUntrusted ? 'UNTRUSTED' : 'AWAY', reason: error.message };
  } finally {
    connection.close();
  }
}
